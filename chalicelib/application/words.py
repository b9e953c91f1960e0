"""How the life of a case is called in front of whoever applied."""

from datetime import datetime, timedelta

from chalicelib.application.model.case import Status
from chalicelib.clocks import CalendarUnknown, Clock, deadline

STATUS: dict[Status, str] = {
    "submitted": "正在核对",
    "correcting": "需要补正",
    "reviewing": "正在审核",
    "noticed": "正在公示",
    "approved": "已办结：通过",
    "refused": "已办结：不予通过",
    "withdrawn": "已撤回",
    "lapsed": "逾期未补正，已结束",
}
A_MOMENT = timedelta(microseconds=1)


def last_day(end: datetime) -> datetime:
    """A moment of the last day: a deadline is the end of it, which people would read as the day after."""
    return end - A_MOMENT


def due(clock: Clock | None) -> datetime | None:
    """The last day of the clock as pages show it; None while it stands still, and where no calendar tells it."""
    try:
        end = deadline(clock) if clock else None
    except CalendarUnknown:
        return None
    return last_day(end) if end else None
