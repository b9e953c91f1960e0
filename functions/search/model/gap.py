"""A gap: something people look for and do not find, and what is done about it."""

from datetime import datetime, timedelta
from typing import Literal

from pydantic import AwareDatetime, BaseModel

from chalicelib.store import Personal, Record

GAPS = "demand-gaps"
KEPT = timedelta(days=400)
State = Literal["open", "assigned", "answered", "dismissed"]
STATES: dict[State, str] = {
    "open": "待处理",
    "assigned": "已交办",
    "answered": "已补上",
    "dismissed": "不是办事问题",
}


class Assignment(BaseModel):
    """``reminded``, ``escalated``: when; None while there was no reason. ``days``: working days."""

    department: str
    days: int
    by: str
    at: AwareDatetime
    remind_at: AwareDatetime
    due: AwareDatetime
    reminded: AwareDatetime | None = None
    escalated: AwareDatetime | None = None
    entry: str = ""

    @property
    def is_late(self) -> bool:
        return self.escalated is not None


class Entry(BaseModel):
    """What answers it: an entry of the catalogue, as ``question:q-gaozhi``."""

    key: str
    title: str
    version: int = 0
    guide: str = ""


class Gap(Record):
    """``words``: what its queries have in common, asked in at least five flushes; ``samples`` likewise. ``members``: squeezed, every query."""

    words: str
    members: Personal
    samples: list[str] = []
    asked: int = 0
    windows: int = 0
    z: float = 1.0
    first: AwareDatetime
    last: AwareDatetime
    state: State = "open"
    task: Assignment | None = None
    proposed: Entry | None = None
    answer: Entry | None = None
    by: str = ""
    until: AwareDatetime

    @property
    def rank(self) -> float:
        """Basis: the more often, over the longer, and the more suddenly, the sooner."""
        return self.asked * self.windows * self.z

    @property
    def is_open(self) -> bool:
        return self.state in {"open", "assigned"}

    def listing(self) -> tuple[str, str]:
        """The most pressing last, as lists are read from their end."""
        return f"{GAPS}#{'open' if self.is_open else 'closed'}", f"{min(self.rank, 1e12):016.2f}#{self.id}"

    def expires(self) -> datetime:
        return self.until
