"""From whole queries to the words in them: pieces that many queries share, each idea once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .tallies import Asked, merged_tags

SHORTEST, LONGEST = 2, 8
SAME_SHARE = 0.3  # pieces that share so many of their queries are one idea
WHOLE_SHARE = 0.8  # of two pieces that nearly always come together the longer says more


@dataclass
class Piece:
    """``cores``: how often each query with it was asked."""

    asked: int = 0
    missed: int = 0
    tags: list[str] = field(default_factory=list)
    cores: dict[str, int] = field(default_factory=dict)


def pieces_in(core: str) -> Iterator[str]:
    """高职扩招 → 高职 职扩 扩招 高职扩 职扩招 高职扩招; Latin runs whole."""
    for run in core.split():
        if run.isascii():
            if len(run) > 1 and not run.isdecimal():
                yield run
            continue
        for size in range(SHORTEST, min(LONGEST, len(run)) + 1):
            for start in range(len(run) - size + 1):
                yield run[start : start + size]


def pieces(asked: Iterable[tuple[str, Asked]], least: int) -> dict[str, Piece]:
    """Every piece that was asked at least so often, and what was asked with it."""
    rows = list(asked)
    many = counts(rows)
    found: dict[str, Piece] = {}
    for core, one in rows:
        for text in {it for it in pieces_in(core) if many[it] >= least}:
            piece = found.setdefault(text, Piece())
            piece.asked += one.asked
            piece.missed += one.missed
            piece.tags = merged_tags(piece.tags, one.tags)
            piece.cores[core] = one.asked
    return found


def counts(asked: Iterable[tuple[str, Asked]]) -> dict[str, int]:
    """The same of all pieces, counts only."""
    found: dict[str, int] = {}
    for core, one in asked:
        for text in set(pieces_in(core)):
            found[text] = found.get(text, 0) + one.asked
    return found


def each_idea_once(ranked: Iterable[str], found: Mapping[str, Piece]) -> list[str]:
    """The pieces in their order, without those that speak of what an earlier one speaks of."""
    taken: list[str] = []
    spoken_for: list[Piece] = []
    for text in ranked:
        piece = found[text]
        if not any(_share(piece, other) >= SAME_SHARE for other in spoken_for):
            taken.append(whole(text, found))
            spoken_for.append(piece)
    return taken


def whole(text: str, found: Mapping[str, Piece]) -> str:
    """The longest piece around it that is asked nearly as often: 扩招 → 高职扩招."""
    least, cores = WHOLE_SHARE * found[text].asked, found[text].cores
    around = {
        it
        for core in cores
        for it in pieces_in(core)
        if text in it and it in found and found[it].asked >= least
    }
    return max(around, key=lambda it: (len(it), found[it].asked, it), default=text)


def _share(one: Piece, other: Piece) -> float:
    both = sum(many for core, many in one.cores.items() if core in other.cores)
    return both / max(1, min(one.asked, other.asked))
