"""The queue: who sees which tasks, and who takes them. A task has one holder at most, however many reach for it."""

from collections.abc import Collection

from chalicelib.application.edition import current
from chalicelib.application.model.absence import Absence
from chalicelib.application.model.action import Action, What
from chalicelib.application.model.desk import Counts, Done, Queue, QueueQuery, Reassignment, Round, Row, Tab
from chalicelib.application.model.seat import Seat, seats
from chalicelib.application.model.task import Task, queue
from chalicelib.application.remaining import last_moment, left
from chalicelib.application.use_cases import desk, exclusion
from chalicelib.application.use_cases.desk import SUPERIOR, Opened, number_of
from chalicelib.definition.steps import Step
from chalicelib.errors import Conflict, NotYours
from chalicelib.identity import Caller
from chalicelib.store import Page
from chalicelib.world import World

A_PAGE, EXAMINED, COUNTED = 20, 100, 200
TAKEN = "这件申请已经由同事认领，请办理其他申请。"


def look(world: World, matter: str, caller: Caller, query: QueueQuery) -> Queue:
    """Three queries and a read or two: a page of one step's queue, its counts, and whether the officer is away."""
    steps = steps_of(matter, caller)
    desk.take_seat(world, matter, caller)
    step = next((it for it in steps if it.name == query.step), steps[0])
    page = _page(world, caller, step, query)
    absence = world.store.find(Absence, caller.id)
    absent = desk.absent_whom(world, caller.id)
    rows = [row(world, caller, task, absent) for task in by_urgency(page.items)]
    return Queue(
        step=step.name,
        mine=query.mine,
        tabs=[Tab(name=it.name, title=it.title) for it in steps],
        rows=[it for it in rows if it.mine or it.deputised or not query.mine],
        counts=_counts(world, caller, step),
        cursor=page.cursor,
        away_until=absence.until if absence and absence.covers(world.now()) else None,
        desks=desk.desks_of(matter, caller),
        done=query.done,
    )


def steps_of(matter: str, caller: Caller) -> list[Step]:
    """The steps of the caller's posts; all of them for a superior. Raises NotYours where there are none."""
    roles = desk.roles_of(matter, caller)
    steps = [it for it in current(matter).definition.steps if it.role in roles or SUPERIOR in roles]
    if not steps:
        raise NotYours("您没有办理这项业务的权限。")
    return steps


def by_urgency(tasks: list[Task]) -> list[Task]:
    return sorted(tasks, key=lambda task: (task.due, task.id))


def row(world: World, caller: Caller, task: Task, absent: Collection[str] = ()) -> Row:
    """``absent``: the colleagues for whom the caller acts."""
    time = left(task.due, world.now())
    holder = task.holder(world.now())
    return Row(
        case_id=task.id,
        number=task.number,
        step=task.step,
        area=task.area,
        due=last_moment(task.due),
        left=time.text,
        pressure=time.pressure,
        claimed=bool(holder),
        mine=holder == caller.id,
        deputised=holder in absent,
        reminded=task.reminded,
        escalated=task.escalated is not None,
    )


def _page(world: World, caller: Caller, step: Step, query: QueueQuery) -> Page[Task]:
    """Where most of a page may be filtered out, more is looked at."""
    return tasks_in(world, step.role, caller.area, EXAMINED if query.mine else A_PAGE, query.cursor)


def tasks_in(world: World, role: str, area: str, limit: int, cursor: str | None = None) -> Page[Task]:
    """Of an area and what it contains; in one area the most urgent come first."""
    return world.store.page(
        Task, queue(role, area), limit=limit, cursor=cursor, newest_first=False, beginning=area
    )


def _counts(world: World, caller: Caller, step: Step) -> Counts:
    page = tasks_in(world, step.role, caller.area, COUNTED)
    rows = [row(world, caller, task) for task in page.items]
    return Counts(
        open=len(rows),
        late=sum(it.pressure == "late" for it in rows),
        near=sum(it.pressure == "near" for it in rows),
        mine=sum(it.mine for it in rows),
        more=page.cursor is not None,
    )


def claim(world: World, matter: str, caller: Caller, case_id: str, given: Round) -> Done:
    """The task is the caller's for 24 hours from when they last looked at it. Raises Conflict where somebody has it."""
    opened = desk.open_case(world, matter, caller, case_id)
    task = desk.task_of(opened, given.round)
    if not desk.holds(matter, caller, task):
        raise NotYours("这一步不归您的岗位办理。")
    desk.be_present(world, caller)
    exclusion.keep_four_eyes(world, opened.edition, opened.tasks, task, {caller.id})
    if task.holder(world.now()) == caller.id:
        return Done(case_id=case_id, done="claimed")
    if task.holder(world.now()):
        raise Conflict(TAKEN)
    return _hand(world, caller, task, caller.id, "claimed")


def release(world: World, matter: str, caller: Caller, case_id: str, given: Round) -> Done:
    """Back to the queue, by whoever holds it."""
    task = desk.task_of(desk.open_case(world, matter, caller, case_id), given.round)
    if task.claimed_by != caller.id:
        raise Conflict("这件申请不在您手上。")
    return _hand(world, caller, task, "", "released")


def reassign(world: World, matter: str, caller: Caller, case_id: str, given: Reassignment) -> Done:
    """A superior of the area hands the task to an officer of its post, or puts it back into the queue."""
    opened = desk.open_case(world, matter, caller, case_id)
    task = desk.task_of(opened, given.round)
    if not desk.oversees(matter, caller, task.area):
        raise NotYours("只有本辖区的负责人可以改派。")
    if given.officer_id:
        _may_have(world, opened, task, given.officer_id)
    return _hand(world, caller, task, given.officer_id, "reassigned")


def _may_have(world: World, opened: Opened, task: Task, officer_id: str) -> None:
    """Raises Conflict for somebody who is not at that desk, and NotYours for one who has to keep out of it."""
    if officer_id not in {seat.id for seat in colleagues(world, task)}:
        raise Conflict("这位工作人员不在这个岗位上，请重新选择。")
    if desk.is_away(world, officer_id):
        raise Conflict("这位工作人员外出了，请重新选择。")
    exclusion.keep_out_family(world, officer_id, opened.case, opened.edition)
    exclusion.keep_four_eyes(world, opened.edition, opened.tasks, task, {officer_id})


def colleagues(world: World, task: Task) -> list[Seat]:
    """Whoever works at the desk of that post and area."""
    return world.store.page(Seat, seats(task.role, task.area), limit=EXAMINED, newest_first=False).items


def _hand(world: World, caller: Caller, task: Task, to: str, what: What) -> Done:
    handed = task.model_copy(update={"claimed_by": to, "claimed": world.now() if to else None})
    action = Action(
        id=task.id,
        key=world.new_id(),
        at=world.now(),
        by=caller.id,
        what=what,
        step=task.step,
        note=f"交给工号 {number_of(to)}" if what == "reassigned" and to else "",
    )
    try:
        world.store.commit(handed, action)
    except Conflict:
        raise Conflict(TAKEN) from None
    return Done(case_id=task.id, done=what)
