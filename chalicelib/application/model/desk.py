"""The officers' desk as its pages show it."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from chalicelib.application.model.case import Missing
from chalicelib.application.remaining import Pressure

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]


class Row(BaseModel):
    """One task of a queue: ids and times, nothing of the person. ``due`` is the last moment of the last day.

    ``deputised``: claimed by a colleague who is away, and for whom the officer acts. ``reminded``: percent of the time that
    they were told is used up. ``escalated``: their superior has been told that time is running out.
    """

    case_id: str
    number: str
    step: str
    area: str
    due: AwareDatetime
    left: str
    pressure: Pressure
    claimed: bool
    mine: bool
    deputised: bool = False
    reminded: int = 0
    escalated: bool = False


class Tab(BaseModel):
    """A step whose queue the officer may see."""

    name: str
    title: str


class Counts(BaseModel):
    """Of the most urgent tasks of the queue; ``more``: there are further ones behind them."""

    open: int = 0
    late: int = 0
    near: int = 0
    mine: int = 0
    more: bool = False


class Queue(BaseModel):
    step: str
    mine: bool
    tabs: list[Tab]
    rows: list[Row]
    counts: Counts
    cursor: str | None
    away_until: AwareDatetime | None = None
    desks: list[str]
    done: str = ""


class QueueQuery(BaseModel):
    step: str = ""
    mine: bool = False
    cursor: str | None = None
    done: str = ""


class Round(BaseModel):
    """Every form of a case carries the round it was shown for, so that nobody decides on what has moved on."""

    round: Annotated[int, Field(ge=1)]


class Reassignment(Round):
    """``officer_id`` "": back to the queue."""

    officer_id: Annotated[str, Field(max_length=64)] = ""


class Decide(Round):
    """``reasons`` are names of rules; ``missing`` is what a one-time notice lists."""

    reasons: Annotated[list[str], Field(max_length=40)] = []
    explanation: Words = ""
    missing: Annotated[list[Missing], Field(max_length=60)] = []


class Suspend(Round):
    """特别程序. ``notice`` is what the applicant is told in writing."""

    kind: Literal["听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审", "实地核查"]
    notice: Annotated[Words, Field(min_length=4)]


class Verify(Round):
    """What an officer found out elsewhere, instead of a registry that does not answer."""

    service: Annotated[str, Field(max_length=80)]
    reason: Annotated[Words, Field(min_length=4)]
    fields: dict[str, Any] = {}


class Done(BaseModel):
    """What a form of the desk leads back with."""

    case_id: str
    done: str


class CaseQuery(BaseModel):
    """``service``: the registry that somebody is about to vouch for."""

    service: str = ""
    done: str = ""


class Colleague(BaseModel):
    """``number``: as officers know each other at the desk."""

    id: str
    number: str


class Away(BaseModel):
    """Days in Beijing, both included. ``colleague_id`` "": nobody acts for them."""

    since: date
    until: date
    colleague_id: Annotated[str, Field(max_length=64)] = ""


class AwayPage(BaseModel):
    """``colleagues``: whoever holds the same posts in the same area. ``acting_for``: whose tasks the officer may do now."""

    since: AwareDatetime | None
    until: AwareDatetime | None
    colleague: str
    colleagues: list[Colleague]
    acting_for: list[Colleague]
    number: str
    desks: list[str]
    done: str = ""


class StepLoad(BaseModel):
    """How much waits at a step. ``more``: not everything was counted."""

    step: str
    title: str
    open: int
    near: int
    late: int
    unclaimed: int
    more: bool


class Holder(BaseModel):
    number: str
    held: int
    late: int


class Overview(BaseModel):
    """An area as its superior sees it: numbers, and the tasks that are late or were escalated. Nothing of any person."""

    area: str
    steps: list[StepLoad]
    holders: list[Holder]
    urgent: list[Row]
    desks: list[str]
