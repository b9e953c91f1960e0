"""What a cluster of queries is called: words that many flushes have in common, never one person's own."""

from collections.abc import Iterable, Mapping

from .tallies import FLUSHES, Asked
from .words import pieces

COVERS = 0.5
MOST_SAMPLES = 5


def label(rows: Iterable[tuple[str, Asked]]) -> str:
    """The longest piece in at least half of what was asked; else the query that was asked most; "" where all are rare."""
    asked = list(rows)
    many = sum(one.asked for _, one in asked)
    found = pieces(asked, max(2, round(COVERS * many)))
    shared = [text for text, piece in found.items() if len(piece.tags) >= FLUSHES]
    return max(shared, key=lambda it: (len(it), found[it].asked, it), default="") or next(
        iter(samples(asked)), ""
    )


def samples(rows: Iterable[tuple[str, Asked]]) -> list[str]:
    """Whole queries that many asked just so, the most frequent first."""
    many = sorted(((one.asked, core) for core, one in rows if len(one.tags) >= FLUSHES), reverse=True)
    return [core for _, core in many[:MOST_SAMPLES]]


def tags(rows: Iterable[tuple[str, Asked]]) -> set[str]:
    return {tag for _, one in rows for tag in one.tags}


def rise_of(words: str, others: Mapping[str, float]) -> float:
    """How strongly something rises that has these words, or is among them; 1 where nothing does."""
    return max([z for other, z in others.items() if other in words or words in other], default=1.0)
