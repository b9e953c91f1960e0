"""The officers' desk as its pages show it."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field

from chalicelib.application.remaining import Pressure


class Row(BaseModel):
    """One task of a queue: ids and times, nothing of the person."""

    case_id: str
    number: str
    step: str
    area: str
    due: AwareDatetime
    left: str
    pressure: Pressure
    claimed: bool
    mine: bool


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
    superior: bool = False
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


class Done(BaseModel):
    """What a form of the desk leads back with."""

    case_id: str
    done: str
