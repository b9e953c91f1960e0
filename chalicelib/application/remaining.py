"""How much time a task has left, as a desk shows it: in working days, never in hours."""

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from chalicelib.clocks import is_working_day
from chalicelib.filters import BEIJING

A_DAY = timedelta(days=1)
NEAR = 1  # working days
Pressure = Literal["late", "near", "calm"]


class Left(NamedTuple):
    """``days``: working days after today, or, once it is late, those that have begun since."""

    days: int
    pressure: Pressure

    @property
    def text(self) -> str:
        if self.pressure == "late":
            return f"已超期 {self.days} 个工作日" if self.days else "已超期"
        return f"剩余 {self.days} 个工作日" if self.days else "今天到期"


def last_moment(due: datetime) -> datetime:
    """Of the last day, as people name it: ``due`` itself is midnight, and so already the next one."""
    return due - timedelta(microseconds=1)


def left(due: datetime, at: datetime) -> Left:
    """``due`` is the end of the last day, exclusive. Raises CalendarUnknown."""
    last, today = last_moment(due).astimezone(BEIJING).date(), at.astimezone(BEIJING).date()
    begin, end = min(last, today), max(last, today)
    days = sum(is_working_day(begin + A_DAY * number) for number in range(1, (end - begin).days + 1))
    if at >= due:
        return Left(days, "late")
    return Left(days, "near" if days <= NEAR else "calm")
