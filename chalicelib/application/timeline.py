"""What has happened to a case and what is still to come, one moment after the other. Pure."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from chalicelib.application import words
from chalicelib.application.edition import Edition
from chalicelib.application.model.case import Case
from chalicelib.application.model.task import Task
from chalicelib.definition.steps import Step
from chalicelib.filters import local_date

State = Literal["done", "current", "failed", "waiting"]


class Moment(BaseModel):
    title: str
    state: State
    at: datetime | None = None
    note: str = ""


def timeline(case: Case, edition: Edition, tasks: list[Task]) -> list[Moment]:
    """In the order of the definition; what a closed case never came to is left out."""
    moments = [Moment(title="提交申请", state="done", at=case.submitted)]
    moments += _beginning(case)
    moments += [_step(case, step, tasks) for step in edition.definition.steps]
    moments += _notice(case, edition) + _decision(case)
    moments += _result(case, edition)
    return [it for it in moments if not (case.is_closed and it.state == "waiting")]


def _beginning(case: Case) -> list[Moment]:
    """An officer may find something missing after it was accepted."""
    told, accepted = case.correction and case.correction.told, case.accepted
    if told and accepted and accepted < told:
        return _acceptance(case) + _correction(case)
    return _correction(case) + _acceptance(case)


def _correction(case: Case) -> list[Moment]:
    if case.correction is None:
        return []
    until = f"请在 {local_date(words.last_day(case.correction.until))} 前补正"
    states: dict[str, State] = {"correcting": "current", "lapsed": "failed"}
    state = states.get(case.status, "done")
    answered = case.correction.answered
    note = f"{local_date(answered)} 已补正" if answered else until if state == "current" else ""
    return [Moment(title="一次性告知补正", state=state, at=case.correction.told, note=note)]


def _acceptance(case: Case) -> list[Moment]:
    if case.accepted:
        return [Moment(title="受理", state="done", at=case.accepted)]
    return [Moment(title="核对、受理", state="current" if case.status == "submitted" else "waiting")]


def _step(case: Case, step: Step, tasks: list[Task]) -> Moment:
    mine = [task for task in tasks if task.step == step.name]
    last = mine[-1] if mine else None
    if case.status == "reviewing" and case.step == step.name:
        return Moment(title=step.title, state="current", note=_note(case, last))
    if last and last.outcome == "approve":
        return Moment(title=step.title, state="done", at=last.done)
    if last and last.outcome == "refuse":
        return Moment(title=step.title, state="failed", at=last.done)
    return Moment(title=step.title, state="waiting")


def _note(case: Case, task: Task | None) -> str:
    if case.suspended:
        return "正在进行特别程序，时间不计入办理时限"
    if task is None:
        return ""
    return f"预计 {local_date(words.last_day(task.due))} 前办完"


def _notice(case: Case, edition: Edition) -> list[Moment]:
    if edition.definition.notice is None:
        return []
    if case.status == "noticed":
        until = f"到 {local_date(words.last_day(case.notice_until))} 为止" if case.notice_until else ""
        return [Moment(title="公示", state="current", note=until)]
    done = case.status == "approved"
    return [Moment(title="公示", state="done" if done else "waiting", at=case.notice_until if done else None)]


def _decision(case: Case) -> list[Moment]:
    ends: dict[str, tuple[str, State]] = {
        "approved": ("办结：通过", "done"),
        "refused": ("办结：不予通过", "failed"),
        "withdrawn": ("已撤回", "failed"),
        "lapsed": ("逾期未补正，申请结束", "failed"),
    }
    title, state = ends.get(case.status, ("办结", "waiting"))
    return [Moment(title=title, state=state, at=case.closed)]


def _result(case: Case, edition: Edition) -> list[Moment]:
    if case.is_closed and case.status != "approved":
        return []
    title = f"领取《{edition.definition.task.result.name}》"
    if case.certificate:
        return [Moment(title=title, state="done")]
    return [Moment(title=title, state="current" if case.status == "approved" else "waiting")]
