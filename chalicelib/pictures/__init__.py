"""Pictures that people send: what draws them is kept, and nothing about who took them, when, where or with what."""

from chalicelib.pictures.bare import MediaType, NotAPicture, bare

__all__ = ["MediaType", "NotAPicture", "bare"]
