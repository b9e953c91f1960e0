"""When a bill may be paid by itself: never above the ceiling, never untold, never at night.

Whoever is debited hears of it at least a day before: the debit is announced today, and made the day after tomorrow at the earliest.
The hours and days are those of the payment provider's own rule for debits that are announced (预扣费通知).
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from chalicelib.filters import BEIJING

from ..model.bill import Bill

MORNING, EVENING = time(7), time(22)
WAITS, LASTS = timedelta(days=2), timedelta(days=8)


def split(bills: Sequence[Bill], ceiling: int) -> tuple[list[Bill], list[Bill]]:
    """Those that may be paid, and those that are above the ceiling."""
    return [it for it in bills if it.amount <= ceiling], [it for it in bills if it.amount > ceiling]


def awake(now: datetime) -> datetime:
    """``now``, or the next morning where it is night in Beijing."""
    there = now.astimezone(BEIJING)
    if there.time() < MORNING:
        return _at(there, MORNING)
    return now if there.time() < EVENING else _at(there + timedelta(days=1), MORNING)


def first(announced: datetime) -> datetime:
    return _at(announced.astimezone(BEIJING) + WAITS, MORNING)


def last(announced: datetime) -> datetime:
    return _at(announced.astimezone(BEIJING) + LASTS, EVENING)


def again(refused: datetime) -> datetime:
    """The next morning after one that the bank refused."""
    return _at(refused.astimezone(BEIJING) + timedelta(days=1), MORNING)


def _at(day: datetime, hour: time) -> datetime:
    return datetime.combine(day.date(), hour, BEIJING)
