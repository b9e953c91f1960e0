"""The door for people: who searches, and who sees to it that things are found."""

from . import assistant, assistant_desk, assistant_voice, demand, editing, indexes, searching
from .doors import routes

__all__ = [
    "assistant",
    "assistant_desk",
    "assistant_voice",
    "demand",
    "editing",
    "indexes",
    "routes",
    "searching",
]
