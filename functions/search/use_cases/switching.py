"""By hand: let an earlier index answer at once, keep it so, and leave that again."""

from chalicelib.errors import Conflict, NotFound, NotYours
from chalicelib.identity import Caller
from chalicelib.store import Change
from chalicelib.world import World

from ..events import Renewed
from ..model.index import CURRENT, INDEXES, Current, Made

SHOWN = 20


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
    return [new, Renewed(case_id=made.id, at=now, release=made.release)]


def may_switch(caller: Caller) -> None:
    """Operators, and the editors who answer for what is found."""
    if not caller.roles & {"operator", "editor"}:
        raise NotYours("您没有办理这项业务的权限。")


def switch(world: World, caller: Caller, index: str) -> Current:
    """Pinned: newer ones are made and checked, and wait. The same again changes nothing."""
    may_switch(caller)
    made = world.store.find(Made, index)
    if made is None:
        raise NotFound("没有这一版索引。")
    if not made.loads:
        raise Conflict("这一版索引打不开，不能启用。")
    current = world.store.find(Current, CURRENT)
    if current and current.index == made.id and current.pinned:
        return current
    world.store.commit(*switched(world, current, made, by=caller.id, pinned=True))
    return world.store.get(Current, CURRENT)


def release(world: World, caller: Caller) -> Current:
    """Newer ones answer of themselves again, the newest at once."""
    may_switch(caller)
    current = world.store.get(Current, CURRENT)
    if not current.pinned:
        return current
    newest = _newest_fit(world, current)
    if newest:
        world.store.commit(*switched(world, current, newest, by=caller.id))
    else:
        world.store.commit(current.model_copy(update={"pinned": False, "by": caller.id}))
    return world.store.get(Current, CURRENT)


def made_last(world: World) -> list[Made]:
    return world.store.page(Made, INDEXES, limit=SHOWN).items


def _newest_fit(world: World, current: Current) -> Made | None:
    """None where what answers is it."""
    fit = (made for made in made_last(world) if not made.refused and made.id != current.index)
    newest = max(fit, key=lambda made: made.order, default=None)
    return newest if newest and newest.order >= current.order else None
