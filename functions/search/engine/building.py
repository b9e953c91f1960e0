"""From a catalogue's entries to the one file that is searched. The same entries give the same bytes, in whatever order they come."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from . import entries, lexicon, texts
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
    to be shown first, in that order.
    """
    ordered = sorted(catalogue, key=lambda entry: (entry.kind, entry.id))
    for one, next_one in pairwise(ordered):
        if (one.kind, one.id) == (next_one.kind, next_one.id):
            raise Twice(f"{one.kind} {one.id} is there twice")
    about = {"release": release, "entries": len(ordered)}
    spoken = lexicon.joined(lexicon.read(), synonyms or {})
    return pack(
        about,
        entries.packed(ordered) | texts.packed(ordered) | lexicon.packed(spoken) | _bets(best_bets or {}),
    )


def _bets(best_bets: Mapping[str, Sequence[str]]) -> dict[str, bytes]:
    folded = {compact(fold(asked)): list(ids) for asked, ids in best_bets.items()}
    return {"bets.json": json.dumps(folded, ensure_ascii=False, sort_keys=True).encode()}
