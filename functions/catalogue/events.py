"""Facts of the catalogue."""

from typing import Any, ClassVar

from chalicelib.events import Event


class Released(Event):
    """A release of the whole published catalogue lies on the shelf; ``case_id`` is its number in six digits."""

    type: ClassVar[str] = "catalogue.released"
    example: ClassVar[dict[str, Any]] = {
        "case_id": "000042",
        "at": "2026-05-01T01:00:00Z",
        "number": 42,
        "entries": 250,
    }
    number: int
    entries: int
