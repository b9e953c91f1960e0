"""From a catalogue's entries to the one file that is searched: the same bytes for the same entries, in any order."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from . import entries, hearing, lexicon, texts
from .container import pack
from .folding import compact, fold
from .model import Entry


class Twice(ValueError):
    """Two entries of one kind have the same id."""


def build(
    catalogue: Iterable[Entry],
    release: str,
    synonyms: Mapping[str, Sequence[str]] | None = None,
    best_bets: Mapping[str, Sequence[str]] | None = None,
) -> bytes:
    """The index of these entries.

    ``synonyms``: the editors' own (spoken → official terms), on top of the lexicon. ``best_bets``: what is asked → the ids
    to be shown first, in that order; those that are not in the catalogue are left out.
    """
    ordered = sorted(catalogue, key=lambda entry: (entry.kind, entry.id))
    for one, following in pairwise(ordered):
        if (one.kind, one.id) == (following.kind, following.id):
            raise Twice(f"{one.kind} {one.id} is there twice")
    spoken = lexicon.folded(lexicon.joined(lexicon.read(), synonyms or {}))
    rows = texts.texts_of(ordered)
    return pack(
        {"release": release, "entries": len(ordered)},
        entries.packed(ordered)
        | texts.packed(rows)
        | lexicon.packed(spoken)
        | hearing.packed((folded for *_, folded in rows), spoken)
        | _bets(best_bets or {}, ordered),
    )


def _bets(best_bets: Mapping[str, Sequence[str]], ordered: Sequence[Entry]) -> dict[str, bytes]:
    """Folded questions, and the positions of the entries that are pinned to them."""
    position = {entry.id: place for place, entry in enumerate(ordered)}
    folded = {
        compact(fold(asked)): [position[pinned] for pinned in ids if pinned in position]
        for asked, ids in best_bets.items()
    }
    return {"bets.json": json.dumps(folded, ensure_ascii=False, sort_keys=True).encode()}
