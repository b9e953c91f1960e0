"""Who sits at the officers' desk, what they may open there, and for whom they act."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.application.edition import Edition, current, pinned
from chalicelib.application.model.absence import Absence, acting
from chalicelib.application.model.case import Case, CaseNumber
from chalicelib.application.model.seat import Seat
from chalicelib.application.model.task import Task
from chalicelib.application.use_cases import exclusion
from chalicelib.definition import slug_of
from chalicelib.errors import Conflict, NotFound, NotYours
from chalicelib.identity import Caller, require
from chalicelib.world import World

SUPERIOR = (
    "superior"  # the post of whoever hands out the tasks of an area and answers for their being in time
)
MOST = 100
SEEN_EVERY = timedelta(days=7)
NOT_HERE = "没有找到这件申请，或者不归您办理。"
AWAY = "您登记了外出，期间不能办理。回来了请先结束外出登记。"
MOVED_ON = "这一步已经有人办理过了，请刷新后查看。"
NOT_HELD = "请先认领这件申请，再办理。"


@dataclass(frozen=True)
class Opened:
    """A case that this officer may look at. ``task`` is the one that is open now."""

    case: Case
    edition: Edition
    tasks: list[Task]

    @property
    def task(self) -> Task | None:
        return next((task for task in reversed(self.tasks) if task.open), None)


def task_of(opened: Opened, number: int) -> Task:
    """The open task, if it is still the one the form was shown for; raises Conflict."""
    if opened.task is None or opened.task.round != number:
        raise Conflict(MOVED_ON)
    return opened.task


def roles_of(matter: str, caller: Caller) -> frozenset[str]:
    """The roles whose post the caller holds in this matter; raises NotYours for whoever holds none."""
    require(caller, "officer")
    slug = f"{slug_of(matter)}:"
    roles = frozenset(post.removeprefix(slug) for post in caller.posts if post.startswith(slug))
    if not roles:
        raise NotYours("您没有办理这项业务的权限。")
    return roles


def oversees(matter: str, caller: Caller, area: str) -> bool:
    return SUPERIOR in roles_of(matter, caller) and area.startswith(caller.area)


def holds(matter: str, caller: Caller, task: Task) -> bool:
    """Whether the task is one of the caller's post and area."""
    return task.role in roles_of(matter, caller) and task.area.startswith(caller.area)


def take_seat(world: World, matter: str, caller: Caller) -> None:
    """Note that the officer works here. A read per role, and a write once a week."""
    for role in roles_of(matter, caller) - {SUPERIOR}:
        known = world.store.find(Seat, caller.id, role)
        if known is None or known.area != caller.area or world.now() > known.seen + SEEN_EVERY:
            version = known.version if known else None
            seat = Seat(id=caller.id, version=version, role=role, area=caller.area, seen=world.now())
            with suppress(Conflict):
                world.store.commit(seat)


def open_case(world: World, matter: str, caller: Caller, case_id: str) -> Opened:
    """Two reads and a query. An unknown case and somebody else's are answered alike.

    Raises NotFound, and NotYours where the officer has to keep out of it.
    """
    roles_of(matter, caller)
    case, tasks = world.store.find(Case, case_id), world.store.parts(Task, case_id)
    theirs = any(holds(matter, caller, it) for it in tasks)
    if case is None or not (theirs or oversees(matter, caller, case.area)):
        raise NotFound(NOT_HERE)
    edition = pinned(world, matter, case.edition)
    exclusion.keep_out_family(world, caller.id, case, edition)
    return Opened(case, edition, tasks)


def find(world: World, matter: str, caller: Caller, number: str) -> Opened:
    """By the case's number; one that nobody has and somebody else's are answered alike. Raises NotFound."""
    roles_of(matter, caller)
    digits = "".join(sign for sign in number if sign.isdecimal())
    known = world.store.find(CaseNumber, digits) if digits else None
    return open_case(world, matter, caller, known.case_id if known else "-")


def acting_for(world: World, matter: str, caller: Caller, task: Task) -> str:
    """Who the caller acts for in this task: "" for themselves, or the colleague who claimed it and is away.

    The task must be one of the caller's own post and area either way, so nothing is delegated onwards. Raises
    NotYours, and Conflict where the task is not claimed, or they are away themselves.
    """
    if not holds(matter, caller, task):
        raise NotYours("这一步不归您的岗位办理。")
    be_present(world, caller)
    now, holder = world.now(), task.holder(world.now())
    if holder == caller.id:
        return ""
    absence = world.store.find(Absence, holder) if holder else None
    if absence and absence.covers(now) and absence.colleague_id == caller.id:
        return holder
    raise Conflict(NOT_HELD)


def desks_of(matter: str, caller: Caller) -> list[str]:
    """Below ``/officer``: which pages the caller may open."""
    roles = roles_of(matter, caller)
    judges = ["/objections"] if judge_of(matter) in roles else []
    oversees_some = ["/ratings", "/overview"] if SUPERIOR in roles else []
    return ["", *judges, *oversees_some, "/absence"]


def judge_of(matter: str) -> str:
    """Whose post decides on objections; "" where there is no notice."""
    definition = current(matter).definition
    steps = {step.name: step.role for step in definition.steps}
    return steps[definition.notice.decided_by] if definition.notice else ""


def be_present(world: World, caller: Caller) -> None:
    """Raises Conflict for an officer who says that they are away."""
    if is_away(world, caller.id):
        raise Conflict(AWAY)


def is_away(world: World, officer_id: str) -> bool:
    absence = world.store.find(Absence, officer_id)
    return absence is not None and absence.covers(world.now())


def absent_whom(world: World, officer_id: str) -> list[str]:
    """The colleagues for whom the officer acts now. One query."""
    absences = world.store.page(Absence, acting(officer_id), limit=MOST).items
    return [it.id for it in absences if it.covers(world.now())]


def number_of(officer_id: str) -> str:
    """Officers as they know each other at the desk: by the end of their account's id, never by name."""
    return officer_id[-6:].upper()
