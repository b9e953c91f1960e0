"""Remind who has the task, escalate before it is late, and note when to look at the case next."""

from contextlib import suppress
from datetime import timedelta

from chalicelib.application.edition import pinned
from chalicelib.application.events import Late
from chalicelib.application.model.case import Case
from chalicelib.application.model.due import CITIES, City, Due, city_of
from chalicelib.application.model.rating import Rating
from chalicelib.application.model.task import Task
from chalicelib.application.telling import about
from chalicelib.application.timetable import Reminder, next_look, reminders
from chalicelib.application.use_cases import gathering, noticing, tasks
from chalicelib.errors import Conflict
from chalicelib.store import Change
from chalicelib.world import World

SOON, WITHIN_THE_HOUR = timedelta(minutes=10), timedelta(hours=1)


def remind(world: World, matter: str, case: Case) -> None:
    """What is due is told once; whoever else is at the case at this moment is not in the way: the sweep comes again."""
    with suppress(Conflict):
        if changes := plan(world, matter, case):
            world.store.commit(*changes)


def plan(world: World, matter: str, case: Case, rating: Rating | None = None) -> list[Change]:
    """The reminders that are due now and the next look at the case, to be committed together; nothing twice.

    ``rating``: one that is about to be given. Raises CalendarUnknown.
    """
    now, known = world.now(), _known(world, case)
    task = tasks.latest(world, case) if case.status == "reviewing" else None
    edition = pinned(world, matter, case.edition)
    objections = noticing.open_objections(world, case.id) if case.status == "noticed" else []
    given = rating or (world.store.find(Rating, case.id) if case.is_closed else None)
    planned = [*reminders(case, edition, task, objections, given)]
    open_now = [it for it in planned if it.key not in known.told]
    late = [it for it in open_now if it.at <= now]
    owing = [] if case.is_closed else gathering.unavailable(gathering.evidence_of(world, case.id))
    awaited = [it.at for it in open_now if it.at > now] + [gathering.retry_at(it) for it in owing]
    due = known.model_copy(
        update={
            "city": city_of(case.area),
            "at": next_look(case, awaited, now),
            "told": [*known.told, *(it.key for it in late)],
            "failures": 0,
        }
    )
    changes: list[Change] = [] if due == known else [due]
    changes += [_told(world, matter, case, it) for it in _gravest(late)]
    return [*changes, *_kept_up(world, matter, case, task, late)]


def _kept_up(world: World, matter: str, case: Case, task: Task | None, late: list[Reminder]) -> list[Change]:
    """The open task as it should stand in its queue: due when its clocks say so now, with what it was reminded of."""
    if task is None or not task.open:
        return []
    escalated = task.escalated or (world.now() if any(it.escalates for it in late) else None)
    reminded = max([task.reminded, *(it.percent for it in late)])
    due = tasks.due(world, matter, case, task)
    kept = task.model_copy(update={"due": due, "reminded": reminded, "escalated": escalated})
    return [] if kept == task else [kept]


def first_look(world: World, case: Case) -> Due:
    """For the transaction that makes the case: it is looked at soon, even if no state machine ever starts."""
    _known_city(world, city_of(case.area))
    return Due(id=case.id, city=city_of(case.area), at=world.now() + SOON)


def look_again_soon(world: World, case_id: str) -> None:
    due = world.store.find(Due, case_id)
    if due:
        with suppress(Conflict):
            world.store.commit(due.model_copy(update={"at": world.now() + WITHIN_THE_HOUR}))


def _known(world: World, case: Case) -> Due:
    known = world.store.find(Due, case.id)
    if known is None or known.city != city_of(case.area):
        _known_city(world, city_of(case.area))
    return known or Due(id=case.id, city=city_of(case.area), at=None)


def _known_city(world: World, code: str) -> None:
    if world.store.find(City, CITIES, code) is None:
        with suppress(Conflict):
            world.store.commit(City(id=CITIES, code=code))


def _gravest(late: list[Reminder]) -> list[Reminder]:
    """Of several that are due at once for one clock, the last."""
    return list({it.clock: it for it in sorted(late, key=lambda it: it.percent)}.values())


def _told(world: World, matter: str, case: Case, reminder: Reminder) -> Late:
    return Late(
        **about(matter, case, world.now()),
        percent=reminder.percent,
        step=reminder.step,
        escalated=reminder.escalates,
    )
