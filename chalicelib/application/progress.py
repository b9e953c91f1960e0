"""办理进度: where a case stands, what has happened so far, and what comes next, as its applicant sees it. Pure."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from chalicelib.application import next_words, words
from chalicelib.application.edition import Edition
from chalicelib.application.model.case import Case, Correction
from chalicelib.application.model.finding import Finding
from chalicelib.application.model.rating import Rating
from chalicelib.application.model.task import Task
from chalicelib.application.timeline import Moment, timeline
from chalicelib.clocks import CalendarUnknown, remaining, stands_still

Paper = Literal["acceptance", "correction", "suspension", "decision"]


class Decided(BaseModel):
    """``reasons``: the rules it rests on, as they were found. ``explanation`` and ``remedy``: what they do not say themselves."""

    approved: bool
    at: datetime
    explanation: str
    reasons: list[Finding]
    remedy: str


class Progress(BaseModel):
    """``due`` is a moment of the last promised day, None while the time stands still (``paused``: why).

    ``asked``: registries are asked about the one who looks at it. ``revoked``: they are not to be asked any more.
    """

    case_id: str
    number: str
    title: str
    status: str
    headline: str
    next: str
    moments: list[Moment]
    promised: int
    due: datetime | None
    remaining: int | None
    paused: str
    correction: Correction | None
    correction_until: datetime | None
    suspension: str
    decided: Decided | None
    unverified: list[str]
    papers: list[Paper]
    certificate: bool
    result: str
    may_withdraw: bool
    may_correct: bool
    may_rate: bool
    rating: Rating | None
    asked: bool = False
    revoked: bool = False
    done: str = ""


def progress(
    case: Case, edition: Edition, tasks: list[Task], rating: Rating | None, now: datetime
) -> Progress:
    clock = case.promised if case.promised and case.promised.limit and not case.is_closed else None
    return Progress(
        case_id=case.id,
        number=case.number,
        title=edition.definition.title,
        status=case.status,
        headline=words.STATUS[case.status],
        next=next_words.next_words(case, edition),
        moments=timeline(case, edition, tasks),
        promised=edition.definition.task.limits.promised,
        due=words.due(clock),
        remaining=_remaining(case, now) if clock else None,
        paused=_paused(case),
        correction=case.correction,
        correction_until=words.last_day(case.correction.until) if case.correction else None,
        suspension=_suspension(case),
        decided=_decided(case),
        unverified=[] if case.is_closed else [it.title for it in case.findings if it.verdict == "unverified"],
        papers=papers(case),
        certificate=bool(case.certificate),
        result=edition.definition.task.result.name,
        may_withdraw=not case.is_closed,
        may_correct=case.status == "correcting",
        may_rate=case.is_closed and rating is None,
        rating=rating,
    )


def papers(case: Case) -> list[Paper]:
    """The written notices there are: 受理通知书, 补正告知书, 特别程序告知书, 决定书."""
    there: dict[Paper, bool] = {
        "acceptance": case.accepted is not None,
        "correction": case.correction is not None,
        "suspension": bool(_suspension(case)),
        "decision": case.decision is not None,
    }
    return [paper for paper, is_there in there.items() if is_there]


def _remaining(case: Case, now: datetime) -> int | None:
    try:
        return remaining(case.promised, now) if case.promised else None
    except CalendarUnknown:
        return None


def _paused(case: Case) -> str:
    if case.is_closed or case.promised is None or not stands_still(case.promised):
        return ""
    why = next(pause.why for pause in reversed(case.promised.pauses) if pause.until is None)
    return {
        "correction": "等您补正的时间不算在内",
        "special_procedure": "特别程序的时间不算在内",
        "notice": "公示的时间不算在内",
        "objection": "处理异议的时间不算在内",
    }[why]


def _suspension(case: Case) -> str:
    """The written notice of the latest special procedure."""
    pauses = case.promised.pauses if case.promised else []
    return next((it.explanation for it in reversed(pauses) if it.why == "special_procedure"), "")


def _decided(case: Case) -> Decided | None:
    if case.decision is None:
        return None
    found = {finding.rule: finding for finding in case.findings}
    reasons = [found[name] for name in case.decision.reasons if name in found]
    return Decided(
        approved=case.decision.approved,
        at=case.decision.at,
        explanation=_without(case.decision.explanation, [it.explanation for it in reasons]),
        reasons=reasons,
        remedy=_without(case.decision.remedy, [it.remedy for it in reasons]),
    )


def _without(text: str, parts: list[str]) -> str:
    """A decision repeats what its reasons say; a page that shows them one by one says it once."""
    for part in parts:
        text = text.replace(part, "")
    return text
