"""An area as its superior sees it: what is open, near its end or late, by step and by officer; no personal data."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from chalicelib.application.edition import current
from chalicelib.application.model.desk import Holder, Overview, Row, StepLoad
from chalicelib.application.model.task import CITY, Task
from chalicelib.application.use_cases import desk, queueing
from chalicelib.application.use_cases.desk import number_of
from chalicelib.definition.steps import Step
from chalicelib.errors import NotYours
from chalicelib.identity import Caller
from chalicelib.world import World

COUNTED, LISTED = 500, 50


def overview(world: World, matter: str, caller: Caller) -> Overview:
    """One query per step (and city, for the province), of 500 tasks at most each."""
    if not desk.oversees(matter, caller, caller.area):
        raise NotYours("只有本辖区的负责人可以查看。")
    definition = current(matter).definition
    found = {step.name: _tasks(world, step, caller.area, definition.task.areas) for step in definition.steps}
    rows = {name: [queueing.row(world, caller, task) for task in tasks] for name, (tasks, _) in found.items()}
    everything = [task for tasks, _ in found.values() for task in tasks]
    urgent = [it for several in rows.values() for it in several if it.pressure == "late" or it.escalated]
    return Overview(
        area=caller.area,
        steps=[_load(step, rows[step.name], found[step.name][1]) for step in definition.steps],
        holders=_holders(world, everything),
        desks=desk.desks_of(matter, caller),
        urgent=sorted(urgent, key=lambda row: row.due)[:LISTED],
    )


def _tasks(world: World, step: Step, area: str, opened: Iterable[str]) -> tuple[list[Task], bool]:
    """The tasks of a step in an area, and whether there are more than were looked at."""
    cities = [area] if len(area) >= CITY or step.level < CITY else sorted({code[:CITY] for code in opened})
    pages = [queueing.tasks_in(world, step.role, city, COUNTED) for city in cities]
    tasks = [task for page in pages for task in page.items if task.step == step.name]
    return tasks, any(page.cursor for page in pages)


def _load(step: Step, rows: list[Row], more: bool) -> StepLoad:
    pressure = Counter(row.pressure for row in rows)
    return StepLoad(
        step=step.name,
        title=step.title,
        open=len(rows),
        near=pressure["near"],
        late=pressure["late"],
        unclaimed=sum(not row.claimed for row in rows),
        more=more,
    )


def _holders(world: World, tasks: list[Task]) -> list[Holder]:
    now = world.now()
    held: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        if holder := task.holder(now):
            held[holder].append(task)
    return [
        Holder(number=number_of(officer), held=len(theirs), late=sum(task.due <= now for task in theirs))
        for officer, theirs in sorted(held.items())
    ]
