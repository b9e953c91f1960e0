"""The minute's sums: batches into windows and the pool of what nobody answered, windows into days. Each batch counts once.

A batch is deleted in the transaction that counts it, so that neither a sweep that runs twice nor one that breaks down
counts it twice, or not at all.
"""

from collections.abc import Sequence
from datetime import timedelta, timezone
from itertools import groupby

from chalicelib.errors import Conflict
from chalicelib.store import Delete
from chalicelib.world import World

from ..demand import tallies
from ..demand.tallies import Asked, Tallies
from ..demand.words import counts
from ..model.demand import (
    BATCHES,
    DAY_KEPT,
    MOST_IN_DAY,
    MOST_IN_POOL,
    MOST_IN_WINDOW,
    MOST_PIECES,
    OPEN_WINDOWS,
    POOL,
    WINDOW,
    WINDOW_KEPT,
    Batch,
    Day,
    Pool,
    Window,
    day_id,
    window_id,
)
from .noting import begin_of, window_of

BEIJING = timezone(timedelta(hours=8))
ROUNDS, AT_ONCE = 40, 40
GRACE = timedelta(minutes=2)  # until the last batches of a window are in
IN_POOL = timedelta(days=30)


def gather(world: World) -> None:
    for _ in range(ROUNDS):
        batches = world.store.page(Batch, BATCHES, limit=AT_ONCE, newest_first=False).items
        if not batches:
            return
        for window, some in groupby(batches, key=lambda it: it.window):
            _count(world, window, list(some))


def sum_up(world: World) -> None:
    """Windows that are over become part of their day."""
    over = window_of(world.now() - WINDOW - GRACE)
    page = world.store.page(Window, OPEN_WINDOWS, limit=30, newest_first=False, until=over)
    for listed in page.items:
        window = world.store.find(Window, listed.id)
        if window and not window.summed:
            _into_day(world, window)


def date_of(window: str) -> str:
    return begin_of(window).astimezone(BEIJING).date().isoformat()


def _count(world: World, name: str, batches: Sequence[Batch]) -> None:
    """The list may lag: what another sweep has counted is gone, and only then is it worth a look at each."""
    try:
        _into_window(world, name, batches)
    except Conflict:
        there = [it for it in batches if world.store.find(Batch, it.id)]
        if there:
            _into_window(world, name, there)


def _into_window(world: World, name: str, batches: Sequence[Batch]) -> None:
    window = _open(world, name)
    rows = [row for batch in batches for row in _rows(batch, window.name)]
    heard = tallies.unpacked(window.heard, MOST_IN_WINDOW)
    heard.merge(rows)
    summed = {
        "heard": tallies.packed(heard),
        "asked": window.asked + sum(it.asked for it in batches),
        "missed": window.missed + sum(it.missed for it in batches),
    }
    pool = _pooled(world, rows)
    world.store.commit(window.model_copy(update=summed), *pool, *map(Delete, batches))


def _open(world: World, name: str) -> Window:
    """The window itself; where it is part of its day by now, the present one takes what comes late."""
    window = world.store.find(Window, window_id(name))
    if window and window.summed:
        name = window_of(world.now())
        window = world.store.find(Window, window_id(name))
    return window or Window(id=window_id(name), name=name, until=world.now() + WINDOW_KEPT)


def _rows(batch: Batch, window: str) -> list[tuple[str, Asked]]:
    tag = batch.id[-8:]
    found = tallies.unpacked(batch.heard, MOST_IN_WINDOW)
    return [(core, Asked(one.asked, one.missed, [tag], 1, window, window)) for core, one in found]


def _pooled(world: World, rows: Sequence[tuple[str, Asked]]) -> list[Pool]:
    missed = [(core, Asked(**{**vars(one), "asked": one.missed})) for core, one in rows if one.missed]
    if not missed:
        return []
    pool = world.store.find(Pool, POOL) or Pool(id=POOL, changed=world.now())
    heard = tallies.unpacked(pool.heard, MOST_IN_POOL)
    oldest = window_of(world.now() - IN_POOL)
    heard.of = {core: one for core, one in heard if one.last >= oldest}
    heard.merge(missed)
    return [pool.model_copy(update={"heard": tallies.packed(heard), "changed": world.now()})]


def _into_day(world: World, window: Window) -> None:
    date = date_of(window.name)
    day = world.store.find(Day, day_id(date)) or Day(id=day_id(date), until=world.now() + DAY_KEPT)
    rows = tallies.unpacked(window.heard, MOST_IN_WINDOW)
    heard = tallies.unpacked(day.heard, MOST_IN_DAY)
    heard.merge(rows)
    pieces, least = _pieces(day, rows)
    summed = {
        "heard": tallies.packed(heard),
        "pieces": tallies.squeezed(pieces),
        "least": least,
        "asked": day.asked + window.asked,
        "missed": day.missed + window.missed,
    }
    world.store.commit(day.model_copy(update=summed), window.model_copy(update={"summed": True}))


def _pieces(day: Day, rows: Tallies) -> tuple[dict[str, int], int]:
    """The most frequent; a newcomer may have been there before, so it goes on from the least."""
    pieces: dict[str, int] = tallies.stretched(day.pieces) if day.pieces else {}
    for text, many in counts(rows).items():
        pieces[text] = pieces.get(text, day.least) + many
    return bounded(pieces, MOST_PIECES, day.least)


def bounded(pieces: dict[str, int], most: int, least: int) -> tuple[dict[str, int], int]:
    if len(pieces) <= most:
        return pieces, least
    ranked = sorted(pieces.items(), key=lambda it: (-it[1], it[0]))
    return dict(ranked[:most]), max(least, ranked[most][1])
