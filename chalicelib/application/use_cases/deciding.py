"""Decide a review step. What is returned is to be committed in one transaction; whoever decides is checked elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import BaseModel

from chalicelib.application import reasons, transitions
from chalicelib.application.edition import Edition, pinned
from chalicelib.application.model.case import Case, Missing
from chalicelib.application.model.task import Outcome, Task
from chalicelib.application.telling import decided_so, moved
from chalicelib.application.use_cases import correcting
from chalicelib.errors import Conflict, Invalid
from chalicelib.store import Change
from chalicelib.world import World

MOVED_ON = "这一步已经有人办理过了，请刷新后查看。"
UNVERIFIED = "还有信息没有核实，不能同意。请等部门答复，或者人工核实后再办理。"


class Verdict(BaseModel):
    """``reasons`` are names of rules. An approval against a rule that is not met wants an ``explanation``."""

    outcome: Outcome
    reasons: list[str] = []
    explanation: str = ""
    missing: list[Missing] = []


@dataclass(frozen=True)
class _Step:
    world: World
    matter: str
    case: Case
    edition: Edition
    verdict: Verdict
    by: str


def decided(
    world: World, matter: str, case: Case, task: Task, verdict: Verdict, by: str, done_for: str = ""
) -> tuple[Case, list[Change]]:
    """The case as the verdict leaves it, and what else is to be written with it: the task, and the facts.

    Raises Conflict for a step that is over, a suspended case, an approval while something is unverified, and a second
    one-time notice; Invalid, by field, for a verdict without its reasons.
    """
    if not task.open or task.round != case.round or case.status != "reviewing" or case.suspended:
        raise Conflict(MOVED_ON)
    step = _Step(world, matter, case, pinned(world, matter, case.edition), verdict, by)
    after, more = _OUTCOMES[verdict.outcome](step)
    done = {
        "outcome": verdict.outcome,
        "done_by": by,
        "done_for": done_for,
        "done": world.now(),
        "open": False,
    }
    return after, [task.model_copy(update=done), *more, moved(matter, after, case.round, world.now())]


def _approve(step: _Step) -> tuple[Case, list[Change]]:
    findings = step.case.findings
    if any(finding.verdict == "unverified" for finding in findings):
        raise Conflict(UNVERIFIED)
    against = [finding for finding in findings if finding.verdict == "not_met"]
    if against and not step.verdict.explanation.strip():
        unmet = "、".join(finding.title for finding in against)
        raise Invalid("请写明理由。", {"explanation": f"有条件没有满足（{unmet}），同意时请写明理由。"})
    decision = reasons.approval(findings, step.world.now(), step.by, step.verdict.explanation)
    after = transitions.step_approved(step.case, step.edition, decision)
    return after, decided_so(step.matter, after, step.world.now())


def _return(step: _Step) -> tuple[Case, list[Change]]:
    if not step.verdict.explanation.strip():
        raise Invalid("请写明理由。", {"explanation": "请写明为什么退回。"})
    return transitions.returned(step.case, step.edition), []


def _refuse(step: _Step) -> tuple[Case, list[Change]]:
    decision = reasons.refusal(
        step.edition,
        step.case.findings,
        step.verdict.reasons,
        step.verdict.explanation,
        step.world.now(),
        step.by,
    )
    after = transitions.refused(step.case, decision)
    return after, decided_so(step.matter, after, step.world.now())


def _correct(step: _Step) -> tuple[Case, list[Change]]:
    if not step.verdict.missing:
        raise Invalid("请写明需要补正的内容。", {"missing": "请一次写明需要补正的全部内容。"})
    return correcting.wanted(step.world, step.matter, step.case, step.edition, step.verdict.missing)


_OUTCOMES: dict[Outcome, Callable[[_Step], tuple[Case, list[Change]]]] = {
    "approve": _approve,
    "return": _return,
    "refuse": _refuse,
    "correct": _correct,
}
