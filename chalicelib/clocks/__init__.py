"""Time limits in working days of the Chinese calendar, that stand still where the law says so. Pure and replayable."""

from chalicelib.clocks.calendar import CalendarUnknown, is_working_day
from chalicelib.clocks.clock import Clock, Pause, Reason
from chalicelib.clocks.counting import deadline, mark, remaining, stands_still, used

__all__ = [
    "CalendarUnknown",
    "Clock",
    "Pause",
    "Reason",
    "deadline",
    "is_working_day",
    "mark",
    "remaining",
    "stands_still",
    "used",
]
