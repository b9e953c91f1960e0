"""What is shown of each entry, and which of them a filter admits."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from . import numbers
from .model import Entry

SECTION = "entries"


class Entries:
    """Loaded from its sections. An entry is known by its position."""

    def __init__(self, sections: Mapping[str, bytes]) -> None:
        self._json = numbers.Texts(sections[f"{SECTION}.json"], sections[f"{SECTION}.ends"])
        self._facet = numbers.loaded(numbers.LONG, sections[f"{SECTION}.facet"])
        self._facets: list[tuple[list[str], list[str]]] = json.loads(sections[f"{SECTION}.facets"])

    def __len__(self) -> int:
        return len(self._json)

    def __getitem__(self, position: int) -> Entry:
        return Entry.of(json.loads(self._json[position]))

    def admits(self, area: str, audience: str, only_open: bool) -> Callable[[int], bool] | None:
        """Whether the entry at a position passes the filter; none where all do."""
        passed = bytes(
            (not audience or not served or audience in served) and (not only_open or is_open(areas, area))
            for areas, served in self._facets
        )
        if all(passed):
            return None
        facet_of = self._facet
        return lambda position: bool(passed[facet_of[position]])


def is_open(areas: Sequence[str], area: str) -> bool:
    """In ``area`` (a code; a city lies in its province), or anywhere at all."""
    return any(area.startswith(one) for one in areas) if area else bool(areas)


def packed(entries: Sequence[Entry]) -> dict[str, bytes]:
    """The sections of these entries. The texts by which they are found lie elsewhere."""
    blob, ends = numbers.Texts.packed(json.dumps(_shown(entry), ensure_ascii=False) for entry in entries)
    facets = sorted({(entry.areas, entry.audience) for entry in entries})
    number = {facet: place for place, facet in enumerate(facets)}
    return {
        f"{SECTION}.json": blob,
        f"{SECTION}.ends": ends,
        f"{SECTION}.facets": json.dumps(facets, ensure_ascii=False).encode(),
        f"{SECTION}.facet": numbers.row(
            numbers.LONG, (number[entry.areas, entry.audience] for entry in entries)
        ),
    }


def _shown(entry: Entry) -> dict[str, object]:
    return {
        name: value for name, value in asdict(entry).items() if name not in ("everyday_names", "utterances")
    }
