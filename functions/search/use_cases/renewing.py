"""Make the index of the newest catalogue and words, check it, and let it answer: once, whoever tells of it and how often."""

import hashlib
from datetime import timedelta
from typing import Any, NamedTuple

from chalicelib.errors import Conflict
from chalicelib.store import Change
from chalicelib.telemetry import count, logger
from chalicelib.world import World

from ..events import IndexWanted
from ..model.index import CURRENT, Current, Made, Wanted, key_of, named
from ..rules.checking import faults, known_bets
from . import recipe
from .switching import switched

ASKED_AGAIN = timedelta(minutes=10)
TOLD_WITHIN = timedelta(minutes=2)  # of a release, by its own fact


class Due(NamedTuple):
    """Of what the newest index is."""

    release: int
    words: int

    @property
    def name(self) -> str:
        return named(self.release, self.words, recipe.engine())


def renew(world: World, told: int = 0) -> Made | None:
    """The newest index; None while nothing has been published. ``told``: a release that the shelf's own note may lag behind.

    Always of the newest there is, so that a fact told late, or twice, turns nothing back.
    Raises LookupError for a release that is not on the shelf yet, Conflict where another was quicker: tell again.
    """
    current = world.store.find(Current, CURRENT)
    due = _due(world, current, told)
    if not due.release:
        return None
    made = world.store.find(Made, due.name)
    if made is None:
        made = _make(world, due, current)
        world.store.commit(made, *_live(world, made, current))
    elif changes := _live(world, made, current):
        world.store.commit(*changes)
    return made


def want_what_is_due(world: World) -> None:
    """The minute's: after a fact that was lost, or another engine that was deployed. Whoever hears it builds."""
    current = world.store.find(Current, CURRENT)
    due = _due(world, current)
    if not due.release or recipe.released_since(world) < TOLD_WITHIN or _is_settled(world, current, due):
        return
    now = world.now()
    try:
        world.store.commit(
            Wanted(id=due.name, until=now + ASKED_AGAIN), IndexWanted(case_id=due.name, at=now)
        )
    except Conflict:
        return


def _is_settled(world: World, current: Current | None, due: Due) -> bool:
    """It answers, or was made and is not to answer. An earlier engine that is deployed again finds its own index waiting."""
    if current and current.index == due.name:
        return True
    made = world.store.find(Made, due.name)
    return made is not None and not _live(world, made, current)


def _due(world: World, current: Current | None, told: int = 0) -> Due:
    release = max(told, recipe.newest_release(world), current.release if current else 0)
    return Due(release, recipe.words(world))


def _make(world: World, due: Due, current: Current | None) -> Made:
    """Refused, where it cannot be built at all: told again, it could not be either."""
    lines = recipe.lines_of(world, due.release)
    made = Made(
        id=due.name,
        release=due.release,
        words=due.words,
        engine=recipe.engine(),
        key="",
        entries=len(lines),
        size=0,
        at=world.now(),
        loads=False,
    )
    try:
        _build(world, made, lines, current.entries if current else 0)
    except (ValueError, KeyError) as error:
        made.refused = [f"不能生成：{error}"]
    if made.refused:
        count("index_refused")
        logger.error("an index was refused", extra={"index": made.id, "reasons": len(made.refused)})
    return made


def _build(world: World, made: Made, lines: list[dict[str, Any]], before: int) -> None:
    """Put it on the shelf, and write down how it is."""
    from ..engine import Entry, build

    entries = [Entry.of(line) for line in lines]
    bets = known_bets(recipe.sayings(world, "bet"), entries)
    body = build(entries, str(made.release), recipe.synonyms(world, lines), bets)
    made.key, made.size = key_of(made.release, hashlib.blake2b(body, digest_size=8).hexdigest()), len(body)
    world.shelf.write(made.key, body)
    made.loads, made.refused = faults(body, entries, bets, before)


def _live(world: World, made: Made, current: Current | None) -> list[Change]:
    """What changes where it is to answer of itself; nothing where it is not, or does."""
    if made.refused:
        return []
    if current and (current.pinned or current.index == made.id or made.order < current.order):
        return []
    return switched(world, current, made)
