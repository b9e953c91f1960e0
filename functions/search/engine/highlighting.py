"""Which characters of a title the question speaks of."""

from collections.abc import Iterable, Iterator

from .folding import fold


def spans(title: str, needles: Iterable[str]) -> list[tuple[int, int]]:
    """Half-open spans of characters of ``title``, apart and in order, that hold one of the needles (see grams)."""
    folded, origin = _traced(title)
    marked = {
        origin[at]
        for needle in needles
        if len(needle) > 1
        for start in _places(folded, needle)
        for at in range(start, start + len(needle))
        if folded[at] != " "
    }
    return list(_joined(sorted(marked)))


def _traced(title: str) -> tuple[str, list[int]]:
    """The title folded character by character, and for each character of that which one of the title it comes from."""
    folded, origin = " ", [0]
    for place, character in enumerate(title):
        kept = fold(character) or " "
        folded += kept
        origin += [place] * len(kept)
    return f"{folded} ", [*origin, len(title) - 1]


def _places(text: str, needle: str) -> Iterator[int]:
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)


def _joined(places: list[int]) -> Iterator[tuple[int, int]]:
    begin = end = -1
    for place in places:
        if place != end:
            if end > begin:
                yield begin, end
            begin = place
        end = place + 1
    if end > begin >= 0:
        yield begin, end
