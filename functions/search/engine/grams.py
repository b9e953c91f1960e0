"""A text as the small pieces that are looked up: characters and pairs of them; Latin and digit runs whole."""

from collections.abc import Iterator
from itertools import pairwise


def is_latin(run: str) -> bool:
    return run.isascii()


def grams(folded: str) -> Iterator[str]:
    """身份证 → 身 份 证 身份 份证; the same for what is indexed and for what is asked."""
    for run in folded.split():
        if is_latin(run):
            yield run
        else:
            yield from run
            yield from map("".join, pairwise(run))


def length(folded: str) -> int:
    """How many grams a text has."""
    return sum(1 if is_latin(run) else 2 * len(run) - 1 for run in folded.split())


def needle(gram: str) -> str:
    """What to look for in a folded text with a space at either end: Latin runs count only whole."""
    return f" {gram} " if is_latin(gram) else gram
