"""Facts of the search: that another index is wanted, and that it answers."""

from typing import Any, ClassVar

from chalicelib.events import Event


class Renewed(Event):
    """Searches are answered from another index, within a minute; ``case_id`` is the index's, ``release`` its release's number."""

    type: ClassVar[str] = "search.renewed"
    example: ClassVar[dict[str, Any]] = {
        "case_id": "000042-000007-1f0c4a9e",
        "at": "2026-05-01T01:00:00Z",
        "release": 42,
    }
    release: int


class IndexWanted(Event):
    """Another index is due: editors have changed a word, or the minute has found the index behind; ``case_id`` says of what."""

    type: ClassVar[str] = "search.index_wanted"
    example: ClassVar[dict[str, Any]] = {"case_id": "000042-000007-1f0c4a9e", "at": "2026-05-01T01:00:00Z"}


class WishAnswered(Event):
    """Somebody asked to be told of what they did not find, and it is there; ``case_id`` stands for what, ``about`` is the entry."""

    type: ClassVar[str] = "search.wish_answered"
    example: ClassVar[dict[str, Any]] = {
        "case_id": "3f0a2c9d5b7e41f8a6c1d2e3f4a5b6c7d8e9f0a1",
        "at": "2026-05-01T01:00:00Z",
        "owner_id": "7c9e6679f4a54f3c8d3b2a1908f7e6d5",
        "about": "question:q-vocational-college",
        "guide": "/catalogue/questions/q-vocational-college",
    }
    owner_id: str
    about: str
    guide: str
