"""Check every chain of the log against itself and its sealed end."""

from collections.abc import Iterator

from chalicelib.world import World

from ..model import Entry, Head, heads
from ..rules import chain

BEGINNINGS = [f"{number:02x}" for number in range(256)]


def verify(world: World) -> Iterator[tuple[Head, list[str]]]:
    """Every chain with what is wrong with it. An operator's work: it reads the whole log."""
    for beginning in BEGINNINGS:
        for head in _all(world, beginning):
            yield head, chain.breaks(world.store.parts(Entry, head.id), head)


def _all(world: World, beginning: str) -> Iterator[Head]:
    cursor = None
    while True:
        page = world.store.page(Head, heads(beginning), cursor=cursor, limit=100)
        yield from page.items
        cursor = page.cursor
        if cursor is None:
            return
