"""Make the index of the newest catalogue and words, check it, and let it answer: once, whoever tells of it and how often."""

import hashlib

from chalicelib.store import Change
from chalicelib.telemetry import logger
from chalicelib.world import World

from ..engine import Entry, Index, build
from ..events import Renewed
from ..model.index import CURRENT, Current, Made, key_of, named
from ..rules.checking import faults, known_bets
from . import recipe


def renew(world: World, told: int = 0) -> Made | None:
    """The newest index; None while nothing has been published. ``told``: a release that the shelf's own note may lag behind.

    Always of the newest there is, so that a fact told late, or twice, turns nothing back.
    Raises LookupError for a release that is not on the shelf yet, Conflict where another was quicker: tell again.
    """
    current = world.store.find(Current, CURRENT)
    release = max(told, recipe.newest_release(world), current.release if current else 0)
    if not release:
        return None
    name = named(release, words := recipe.words(world), recipe.engine())
    made = world.store.find(Made, name)
    if made is None:
        made = _make(world, name, release, words, current)
        world.store.commit(made, *_live(world, made, current))
    elif changes := _live(world, made, current):
        world.store.commit(*changes)
    return made


def catch_up(world: World) -> None:
    """The minute's: a fact that was lost, or an engine that was deployed."""
    renew(world)


def _make(world: World, name: str, release: int, words: int, current: Current | None) -> Made:
    lines = recipe.lines_of(world, release)
    entries = [Entry.of(line) for line in lines]
    bets = known_bets(recipe.sayings(world, "bet"), entries)
    body = build(entries, str(release), recipe.synonyms(world, lines), bets)
    key = key_of(release, hashlib.blake2b(body, digest_size=8).hexdigest())
    world.shelf.write(key, body)
    loads, refused = _checked(body, entries, bets, current.entries if current else 0)
    if refused:
        logger.error("an index was refused", extra={"index": name, "reasons": len(refused)})
    return Made(
        id=name,
        release=release,
        words=words,
        engine=recipe.engine(),
        key=key,
        entries=len(entries),
        size=len(body),
        at=world.now(),
        refused=refused,
        loads=loads,
    )


def _checked(
    body: bytes, entries: list[Entry], bets: dict[str, list[str]], before: int
) -> tuple[bool, list[str]]:
    try:
        index = Index.load(body)
    except ValueError as error:
        return False, [f"打不开：{error}"]
    return True, faults(index, entries, bets, len(body), before)


def _live(world: World, made: Made, current: Current | None) -> list[Change]:
    """What changes where it is to answer of itself; nothing where it is not, or does."""
    if made.refused or (
        current and (current.pinned or current.index == made.id or made.order < current.order)
    ):
        return []
    return switched(world, current, made)


def switched(
    world: World, current: Current | None, made: Made, by: str = "", pinned: bool = False
) -> list[Change]:
    """The record of another index that answers, and the fact of it."""
    now = world.now()
    new = Current(
        id=CURRENT,
        version=current.version if current else None,
        index=made.id,
        key=made.key,
        release=made.release,
        words=made.words,
        entries=made.entries,
        since=now,
        pinned=pinned,
        by=by,
        before=current.index if current else "",
    )
    return [new, Renewed(case_id=made.id, at=now, number=made.release)]
