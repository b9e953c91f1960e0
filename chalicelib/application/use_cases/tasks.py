"""The tasks of a case: at most one is open, in the queue of whoever answers for its area at its level."""

from datetime import datetime

from chalicelib.application.edition import Edition, pinned
from chalicelib.application.model.case import Case
from chalicelib.application.model.task import Task
from chalicelib.application.timetable import step_clock
from chalicelib.clocks import deadline
from chalicelib.store import Change
from chalicelib.world import World


def latest(world: World, case: Case) -> Task | None:
    """The task of the present round, open or not. One read."""
    return world.store.find(Task, case.id, f"{case.round:04}")


def due(world: World, matter: str, case: Case, task: Task) -> datetime:
    """The end of the step's own time, and never later than what was promised, or what the law allows."""
    edition = pinned(world, matter, case.edition)
    clocks = [step_clock(case, edition, task), case.promised, case.statutory]
    ends = [deadline(clock) for clock in clocks if clock]
    return min(end for end in ends if end)


def opened(world: World, matter: str, case: Case, edition: Edition) -> Task:
    """A new task for the present round of the case."""
    step, now = edition.step(case.step), world.now()
    task = Task(
        id=case.id,
        round=case.round,
        number=case.number,
        step=step.name,
        role=step.role,
        area=case.area[: step.level],
        citizen_id=case.citizen_id,
        opened=now,
        due=now,
    )
    return task.model_copy(update={"due": due(world, matter, case, task)})


def closed(world: World, case: Case) -> list[Change]:
    """The open task leaves the queue, with no outcome."""
    task = latest(world, case)
    if task is None or not task.open:
        return []
    return [task.model_copy(update={"open": False, "done": world.now()})]
