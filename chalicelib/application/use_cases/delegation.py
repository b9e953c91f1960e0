"""Absence: an officer says from when to when they are away, and which colleague of the same post acts for them."""

from datetime import date, datetime, time, timedelta

from chalicelib.application.model.absence import Absence
from chalicelib.application.model.desk import Away, AwayPage, Colleague
from chalicelib.application.model.seat import Seat, seats
from chalicelib.application.use_cases import desk
from chalicelib.application.use_cases.desk import MOST, SUPERIOR, number_of
from chalicelib.errors import Conflict, Invalid
from chalicelib.filters import BEIJING
from chalicelib.identity import Caller
from chalicelib.world import World

LONGEST = timedelta(days=90)


def look(world: World, matter: str, caller: Caller, done: str = "") -> AwayPage:
    desk.take_seat(world, matter, caller)
    absence, now = world.store.find(Absence, caller.id), world.now()
    current = absence if absence and now < absence.until else None
    return AwayPage(
        since=current.since if current else None,
        until=current.until if current else None,
        colleague=number_of(current.colleague_id) if current and current.colleague_id else "",
        colleagues=[Colleague(id=it, number=number_of(it)) for it in _peers(world, matter, caller)],
        acting_for=[Colleague(id=it, number=number_of(it)) for it in desk.absent_whom(world, caller.id)],
        number=number_of(caller.id),
        desks=desk.desks_of(matter, caller),
        done=done,
    )


def leave(world: World, matter: str, caller: Caller, given: Away) -> AwayPage:
    """From the first day's beginning to the last day's end, in place of any absence stated before. Raises Invalid."""
    since, until = _begin(given.since), _begin(given.until + timedelta(days=1))
    _check(world, matter, caller, given, since, until)
    known = world.store.find(Absence, caller.id)
    version = known.version if known else None
    absence = Absence(
        id=caller.id, version=version, colleague_id=given.colleague_id, since=since, until=until
    )
    world.store.commit(absence)
    return look(world, matter, caller, "left")


def come_back(world: World, matter: str, caller: Caller) -> AwayPage:
    """Back already; again is harmless."""
    absence, now = world.store.find(Absence, caller.id), world.now()
    if absence and now < absence.until:
        world.store.commit(absence.model_copy(update={"until": now}))
    return look(world, matter, caller, "back")


def _check(world: World, matter: str, caller: Caller, given: Away, since: datetime, until: datetime) -> None:
    if until <= since or until <= world.now():
        raise Invalid("请检查日期。", {"until": "结束日期不能早于开始日期和今天。"})
    if until - since > LONGEST:
        raise Invalid("请检查日期。", {"until": "一次最多登记 90 天。"})
    if not given.colleague_id:
        return
    if given.colleague_id not in _peers(world, matter, caller):
        raise Invalid("请检查代办人。", {"colleague_id": "只能选择同一岗位、同一辖区的同事。"})
    theirs = world.store.find(Absence, given.colleague_id)
    if theirs and theirs.since < until and since < theirs.until:
        raise Conflict("这位同事那段时间也外出，请换一位。")


def _peers(world: World, matter: str, caller: Caller) -> list[str]:
    """Whoever works at every desk of the caller's."""
    roles = desk.roles_of(matter, caller) - {SUPERIOR}
    at_each = [
        {it.id for it in world.store.page(Seat, seats(role, caller.area), limit=MOST).items} for role in roles
    ]
    return sorted(frozenset.intersection(*map(frozenset, at_each)) - {caller.id}) if at_each else []


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(0), BEIJING)
