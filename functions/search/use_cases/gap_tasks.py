"""What operators and editors do about a gap: hand it to a department, say what answers it, or that it is none of ours."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from chalicelib.clocks import CalendarUnknown, Clock, deadline, mark
from chalicelib.errors import Conflict, Invalid, NotYours
from chalicelib.identity import Caller
from chalicelib.store import Change
from chalicelib.world import World

from ..demand import tallies
from ..model.demand import MOST_IN_POOL, POOL, Pool
from ..model.gap import Assignment, Entry, Gap
from ..model.index import CURRENT, Current
from ..model.wish import SOUGHT, Sought
from . import recipe
from .gaps import members_of

REMIND_AT = 75  # per cent of the time
ANSWER_KEPT = timedelta(days=2)
MOST_SOUGHT = 80  # of a transaction's hundred


def may(caller: Caller) -> None:
    """Raises NotYours."""
    if not caller.roles & {"operator", "editor"}:
        raise NotYours("您没有办理这项业务的权限。")


def assign(world: World, caller: Caller, gap_id: str, department: str, days: int, entry: str = "") -> Gap:
    """``entry``: where the answer is to be written; once it is there and is found, the gap closes of itself."""
    may(caller)
    gap = _open(world, gap_id)
    clock = Clock(started=world.now(), limit=days)
    try:
        remind, due = mark(clock, REMIND_AT), deadline(clock)
    except CalendarUnknown as error:
        raise Invalid(
            "那一年的工作日还没有公布，请选短一些的期限。", {"days": "请选短一些的期限。"}
        ) from error
    if remind is None or due is None:
        raise AssertionError("a clock without pauses does not stand still")
    told = {"department": department, "days": days, "by": caller.id, "at": world.now(), "entry": entry}
    task = Assignment(**told, remind_at=remind, due=due)
    return _committed(world, gap, {"state": "assigned", "task": task})


def dismiss(world: World, caller: Caller, gap_id: str) -> Gap:
    """Nothing that an office does. What is like it stays with it, and comes up no more."""
    may(caller)
    return _committed(world, _open(world, gap_id), {"state": "dismissed", "by": caller.id})


def reopen(world: World, caller: Caller, gap_id: str) -> Gap:
    may(caller)
    gap = world.store.get(Gap, gap_id)
    if gap.is_open:
        raise Conflict("这个缺口没有关闭。")
    fresh = {"state": "assigned" if gap.task else "open", "answer": None, "proposed": None, "by": caller.id}
    return _committed(world, gap, fresh)


def answer(world: World, caller: Caller, gap_id: str, key: str) -> Gap:
    """An operator says which entry answers it; whoever asked to be told of it is told."""
    may(caller)
    gap = _open(world, gap_id)
    found = gap.proposed if gap.proposed and gap.proposed.key == key else entry_of(world, key)
    return answered(world, gap, found, caller.id)


def answered(world: World, gap: Gap, entry: Entry, by: str) -> Gap:
    """Closed, out of the pool, and its wishes answered, in one transaction."""
    closed = gap.model_copy(update={"state": "answered", "answer": entry, "proposed": None, "by": by})
    members = set(members_of(gap))
    wishes = [it for it in sought(world) if it.core in members][:MOST_SOUGHT]
    world.store.commit(closed, *_without(world, members), *(confirmed(it, entry, world) for it in wishes))
    return closed


def confirmed(it: Sought, entry: Entry, world: World) -> Sought:
    until = max(it.until, world.now() + ANSWER_KEPT)
    return it.model_copy(update={"answer": entry, "proposed": None, "until": until})


def sought(world: World) -> list[Sought]:
    """What is waited for, all of it."""
    found: list[Sought] = []
    cursor: str | None = None
    while True:
        page = world.store.page(Sought, SOUGHT, limit=200, cursor=cursor)
        found += page.items
        cursor = page.cursor
        if cursor is None:
            return found


def entry_of(world: World, key: str) -> Entry:
    """An entry of the catalogue that is searched now, by kind and id, or by its id alone; raises Invalid."""
    kind, _, name = key.strip().rpartition(":")
    current = world.store.find(Current, CURRENT)
    for line in recipe.lines_of(world, current.release) if current else []:
        if line["id"] == name and kind in ("", line["kind"]):
            return entry_from(line)
    raise Invalid(
        "没有找到这一条，或者还没有发布。", {"key": "请填写已经发布的编号，例如 question:q-newborn。"}
    )


def entry_from(line: dict[str, Any]) -> Entry:
    key = f"{line['kind']}:{line['id']}"
    return Entry(key=key, title=line["title"], version=line.get("version", 0), guide=line.get("guide", ""))


def _open(world: World, gap_id: str) -> Gap:
    gap = world.store.get(Gap, gap_id)
    if not gap.is_open:
        raise Conflict("这个缺口已经处理过了，请刷新页面看看。")
    return gap


def _committed(world: World, gap: Gap, changed: Mapping[str, object]) -> Gap:
    after = gap.model_copy(update=changed)
    world.store.commit(after)
    return after


def _without(world: World, members: set[str]) -> list[Change]:
    """What is asked again after the answer, and missed again, is a gap of its own."""
    pool = world.store.find(Pool, POOL)
    if pool is None:
        return []
    heard = tallies.unpacked(pool.heard, MOST_IN_POOL)
    heard.of = {core: one for core, one in heard if core not in members}
    return [pool.model_copy(update={"heard": tallies.packed(heard)})]
