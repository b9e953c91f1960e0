"""Facts of the search: that another index answers, and that the editors' words have changed."""

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


class WordsChanged(Event):
    """Editors have changed a synonym or a best bet; ``number`` counts such changes, ``case_id`` is it in six digits."""

    type: ClassVar[str] = "search.words_changed"
    example: ClassVar[dict[str, Any]] = {
        "case_id": "000007",
        "at": "2026-05-01T01:00:00Z",
        "number": 7,
    }
    number: int
