"""What each happening makes of a case. Pure: a case in, a case out, its status by the graph in ``flow`` alone."""

from datetime import datetime
from typing import Any

from chalicelib.application.edition import Edition
from chalicelib.application.flow import Happening, after
from chalicelib.application.model.case import Case, Correction, Decision, Missing
from chalicelib.clocks import Clock, Pause, Reason
from chalicelib.definition.steps import Step
from chalicelib.errors import Conflict

TOLD_ONCE = "补正只能告知一次，这件申请已经告知过了。"
FIRST_STEP = "这是第一个环节，没有上一个环节可以退回。"


def moved(case: Case, happening: Happening, **changes: Any) -> Case:
    """Raises Conflict where that cannot happen now."""
    return case.model_copy(update={"status": after(case.status, happening), **changes})


def accepted(case: Case, edition: Edition, at: datetime) -> Case:
    """受理: the clocks start (行政许可法第四十二条). A case that was accepted before goes on where it was."""
    step = case.step or edition.definition.steps[0].name
    return moved(started(case, edition, at), "accepted", step=step, round=case.round + 1)


def started(case: Case, edition: Edition, at: datetime) -> Case:
    """With its clocks running, since it was accepted."""
    if case.accepted:
        return case
    limits = edition.definition.task.limits
    clocks = {
        "promised": Clock(started=at, limit=limits.promised),
        "statutory": Clock(started=at, limit=limits.statutory) if limits.statutory else None,
    }
    return case.model_copy(update={"accepted": at, **clocks})


def told_what_is_missing(case: Case, missing: list[Missing], at: datetime, until: datetime) -> Case:
    """一次性告知, with the clocks standing still; raises Conflict for a second one (行政许可法第三十二条第四项)."""
    if case.correction:
        raise Conflict(TOLD_ONCE)
    correction = Correction(told=at, missing=missing, until=until)
    return paused(moved(case, "found_incomplete", correction=correction), "correction", at)


def corrected(case: Case, form: str, at: datetime) -> Case:
    """What was missing has come: it is looked at afresh, and the clocks run again."""
    if case.correction is None:
        raise Conflict("这件申请没有需要补正的内容。")
    answered = case.correction.model_copy(update={"answered": at})
    return running(moved(case, "corrected", form=form, correction=answered, findings=[]), at)


def step_approved(case: Case, edition: Edition, decision: Decision) -> Case:
    """On to the next step; by the last one, shown to the public or decided."""
    steps = edition.definition.steps
    following = steps[_position(steps, case.step) + 1 :]
    if following:
        return moved(case, "step_approved", step=following[0].name, round=case.round + 1)
    if edition.definition.notice:
        return moved(case, "published", notice_until=None)
    return passed(case, decision)


def returned(case: Case, edition: Edition) -> Case:
    """Back to the step before."""
    position = _position(edition.definition.steps, case.step)
    if position == 0:
        raise Conflict(FIRST_STEP)
    before = edition.definition.steps[position - 1]
    return moved(case, "returned", step=before.name, round=case.round + 1)


def objected(case: Case, edition: Edition, at: datetime) -> Case:
    """An objection was upheld: back to the step that decides on it, and the clocks run again."""
    notice = edition.definition.notice
    if notice is None:
        raise Conflict("这个事项没有公示。")
    upheld = moved(case, "objection_upheld", step=notice.decided_by, round=case.round + 1, notice_until=None)
    return running(upheld, at)


def passed(case: Case, decision: Decision) -> Case:
    return _closed(moved(case, "passed", decision=decision), decision.at)


def refused(case: Case, decision: Decision) -> Case:
    return _closed(moved(case, "refused", decision=decision), decision.at)


def withdrawn(case: Case, at: datetime) -> Case:
    return _closed(moved(case, "withdrawn"), at)


def lapsed(case: Case, at: datetime) -> Case:
    return _closed(moved(case, "lapsed"), at)


def _closed(case: Case, at: datetime) -> Case:
    """No clock stands still for ever: what is closed has used so many days, for good."""
    return running(case, at).model_copy(update={"closed": at, "suspended": False})


def paused(case: Case, why: Reason, at: datetime, explanation: str = "", by: str = "") -> Case:
    pause = Pause(why=why, since=at, explanation=explanation, by=by)
    return _with_clocks(case, lambda clock: clock.model_copy(update={"pauses": [*clock.pauses, pause]}))


def running(case: Case, at: datetime) -> Case:
    """With every pause ended by now; the same case where none is open."""
    return _with_clocks(case, lambda clock: _ended(clock, at))


def _ended(clock: Clock, at: datetime) -> Clock:
    pauses = [pause if pause.until else pause.model_copy(update={"until": at}) for pause in clock.pauses]
    return clock.model_copy(update={"pauses": pauses})


def _with_clocks(case: Case, change: Any) -> Case:
    clocks = {name: getattr(case, name) for name in ("promised", "statutory")}
    return case.model_copy(update={name: change(clock) for name, clock in clocks.items() if clock})


def _position(steps: list[Step], name: str) -> int:
    return [step.name for step in steps].index(name)
