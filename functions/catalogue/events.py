"""Facts of the catalogue: that an entry has changed, and that all of it lies on the shelf anew."""

from typing import Any, ClassVar

from chalicelib.events import Event


class Published(Event):
    """A version of an entry is in force from now on; ``case_id`` is the entry's."""

    type: ClassVar[str] = "catalogue.published"
    example: ClassVar[dict[str, Any]] = {
        "case_id": "newborn-household",
        "at": "2026-05-01T01:00:00Z",
        "edition": 3,
    }
    edition: int


class Released(Event):
    """A release of the whole published catalogue lies on the shelf; ``case_id`` is ``release`` in six digits."""

    type: ClassVar[str] = "catalogue.released"
    example: ClassVar[dict[str, Any]] = {
        "case_id": "000042",
        "at": "2026-05-01T01:00:00Z",
        "release": 42,
        "entries": 250,
    }
    release: int
    entries: int
