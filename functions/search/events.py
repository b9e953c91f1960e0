"""Facts of the search: that another index is wanted, and that it answers."""

from typing import Any, ClassVar

from chalicelib.events import Event


class Renewed(Event):
    """Searches are answered from another index, within a minute; ``case_id`` is the index's, ``number`` its release's."""

    type: ClassVar[str] = "search.renewed"
    example: ClassVar[dict[str, Any]] = {
        "case_id": "000042-000007-1f0c4a9e",
        "at": "2026-05-01T01:00:00Z",
        "number": 42,
    }
    number: int


class IndexWanted(Event):
    """Another index is due: editors have changed a word, or the minute has found the index behind; ``case_id`` says of what."""

    type: ClassVar[str] = "search.index_wanted"
    example: ClassVar[dict[str, Any]] = {"case_id": "000042-000007-1f0c4a9e", "at": "2026-05-01T01:00:00Z"}
