"""Can a case be decided at all, in the time that is promised, by thresholds that are in force?"""

from collections.abc import Iterable, Iterator

from chalicelib.definition.lint.found import Found
from chalicelib.definition.ordinary import Ordinary
from chalicelib.definition.overlay import Overlay
from chalicelib.definition.rules import Dated

PERMIT_ACCEPTANCE = 5  # 行政许可法第三十二条


def found(matter: Ordinary) -> Iterator[Found]:
    yield from _limits(matter)
    yield from _steps(matter)
    for name, parameter in matter.parameters.items():
        for says in dates(matter, parameter.values):
            yield Found(("parameters", name, "values"), f"{name}: {says}")


def dates(matter: Ordinary, values: list[Dated]) -> Iterator[str]:
    """What is wrong with the days of a threshold."""
    days = [dated.since for dated in values]
    if len(set(days)) < len(days):
        yield "two values hold from the same day"
    if min(days) > matter.task.effective:
        yield f"nothing holds between {matter.task.effective}, when the matter begins, and {min(days)}"


def _limits(matter: Ordinary) -> Iterator[Found]:
    limits = matter.task.limits
    if limits.statutory and limits.promised > limits.statutory:
        says = f"{limits.promised} days are promised, the law gives {limits.statutory}"
        yield Found(("task", "limits", "promised"), says)
    if matter.task_type == "行政许可" and limits.acceptance > PERMIT_ACCEPTANCE:
        yield Found(("task", "limits", "acceptance"), f"a permit is accepted within {PERMIT_ACCEPTANCE} days")
    if not matter.task.visits and not {"网上办理", "快递申请"} & set(matter.task.handle_forms):
        yield Found(("task", "visits"), "nobody need come, yet it is neither online nor by courier")


def _steps(matter: Ordinary) -> Iterator[Found]:
    instant = matter.task.project_type == "即办件"
    if instant == bool(matter.steps):
        says = "a 即办件 has no steps" if instant else "a 承诺件 needs at least one step"
        yield Found(("task", "project_type"), says)
    if matter.notice and not matter.steps:
        yield Found(("notice",), "nothing is shown to the public where rules alone decide")
    for number, step in enumerate(matter.steps):
        if "approve" not in step.powers:
            yield Found(("steps", number, "powers"), f"no case ever gets past {step.name}: it cannot approve")
    digits = 12 if matter.located_by else min(_digits(area) for area in matter.task.areas)
    for number, step in enumerate(matter.steps):
        if step.level > digits:
            says = f"nobody knows the {step.level} digits of a case's area: name the field that does (located_by)"
            yield Found(("steps", number, "level"), says)


def _digits(area: str) -> int:
    """Where the whole province is open, its cities are chosen among."""
    return max(len(area), 4)


def in_areas(matter: Ordinary, overlays: Iterable[Overlay]) -> Iterator[Found]:
    """The steps get done in the time that is promised, here and everywhere."""
    shares = sum(step.days for step in matter.steps)
    if matter.notice and matter.notice.counts:
        shares += matter.notice.days
    promised = {"": matter.task.limits.promised}
    promised |= {it.area: it.promised for it in overlays if it.promised is not None}
    for area, days in promised.items():
        if matter.steps and shares > days:
            where = f" in {area}" if area else ""
            yield Found(
                ("task", "limits", "promised"), f"the steps take {shares} days, {days} are promised{where}"
            )
