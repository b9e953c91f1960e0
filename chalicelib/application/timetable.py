"""The reminders of a case, at 50, 80 and 100 % of its time and before it is over, and when to look at it next. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.application.edition import Edition
from chalicelib.application.model.case import Case
from chalicelib.application.model.notice import Objection
from chalicelib.application.model.rating import ANSWER_DAYS, Rating
from chalicelib.application.model.task import Task
from chalicelib.clocks import Clock, Pause, mark

ESCALATED = 90  # percent: told to the superior while there is still time to act
PERCENTS = (50, 80, ESCALATED, 100)
AT_LEAST_EVERY, AT_MOST_EVERY = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Reminder:
    """``clock`` and ``percent`` name it among all reminders of the case, so that it goes out once."""

    clock: str
    percent: int
    step: str
    at: datetime

    @property
    def key(self) -> str:
        return f"{self.clock}-{self.percent}"

    @property
    def escalates(self) -> bool:
        return self.percent >= ESCALATED


def reminders(
    case: Case,
    edition: Edition,
    task: Task | None,
    objections: Iterable[Objection] = (),
    rating: Rating | None = None,
) -> Iterator[Reminder]:
    """Of the open task, the promised time, objections and a bad rating; none while a clock stands still.

    Raises CalendarUnknown.
    """
    if task and task.open:
        yield from _of(f"step-{task.round}", task.step, step_clock(case, edition, task))
        if case.promised:
            yield from _of("promised", task.step, case.promised)
    for objection in objections:
        limit = edition.definition.task.limits.objection
        yield from _of(f"objection-{objection.key}", "objection", Clock(started=objection.made, limit=limit))
    if rating and rating.due and not rating.answered:
        yield from _of("rating", "rating", Clock(started=rating.given, limit=ANSWER_DAYS))


def step_clock(case: Case, edition: Edition, task: Task) -> Clock:
    """The step's share of the time; it stands still whenever the case's clocks do."""
    limit = edition.step(task.step).days
    return Clock(started=task.opened, limit=limit, pauses=_since(case, task.opened))


def _since(case: Case, start: datetime) -> list[Pause]:
    pauses = case.promised.pauses if case.promised else []
    return [pause for pause in pauses if pause.until is None or pause.until > start]


def _of(clock: str, step: str, running: Clock) -> Iterator[Reminder]:
    for percent in PERCENTS:
        at = mark(running, percent)
        if at:
            yield Reminder(clock, percent, step, at)


def next_look(case: Case, awaited: Iterable[datetime], now: datetime) -> datetime | None:
    """The first of what is awaited, and every day while the case is open; None once there is nothing left to do."""
    ends = [case.correction.until] if case.status == "correcting" and case.correction else []
    ends += [case.notice_until] if case.status == "noticed" and case.notice_until else []
    ends += [] if case.is_closed else [now + AT_LEAST_EVERY]
    times = [*awaited, *(end for end in ends if end > now)]
    return max(min(times), now + AT_MOST_EVERY) if times else None
