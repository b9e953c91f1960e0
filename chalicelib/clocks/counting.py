"""Working-day arithmetic on clocks, in Beijing's days.

- The day a clock starts is not counted, the last one ends at 24:00: 民法典第二百零一条、第二百零三条.
- Working days only: 行政许可法第八十二条.
- A day at whose beginning or end the clock stands still is not counted, as 行政许可法第四十五条 leaves the time of a
  special procedure out; a pause within one day costs nobody a day.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone

from chalicelib.clocks.calendar import is_working_day
from chalicelib.clocks.clock import Clock

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
A_DAY = timedelta(days=1)
OFFICE_OPENS, OFFICE_HOURS = time(9), timedelta(hours=8)
FOREVER = datetime.max.replace(tzinfo=UTC)


def deadline(clock: Clock) -> datetime | None:
    """The end of the last counted day; None while the clock stands still. Raises CalendarUnknown."""
    if stands_still(clock):
        return None
    return _end(_counted(clock, clock.limit))


def mark(clock: Clock, percent: int) -> datetime | None:
    """When so much of the time is used up, within a day by office hours (9 to 17); 100 is the deadline itself.

    None while the clock stands still. Raises CalendarUnknown.
    """
    hundredths = clock.limit * percent
    if percent >= 100 or not hundredths or stands_still(clock):
        return deadline(clock)
    whole_days = (hundredths - 1) // 100
    opens = datetime.combine(_counted(clock, whole_days + 1), OFFICE_OPENS, BEIJING)
    return (opens + OFFICE_HOURS * (hundredths - whole_days * 100) / 100).astimezone(UTC)


def used(clock: Clock, at: datetime) -> int:
    """How many counted days are over. Raises CalendarUnknown."""
    today, many = at.astimezone(BEIJING).date(), 0
    for day in _after(clock.started):
        if day >= today:
            return many
        many += _counts(clock, day)
    raise AssertionError("days do not end")


def remaining(clock: Clock, at: datetime) -> int:
    """How many working days are left, the present one included; below zero once it is late."""
    return clock.limit - used(clock, at)


def stands_still(clock: Clock) -> bool:
    return any(pause.until is None for pause in clock.pauses)


def _counted(clock: Clock, number: int) -> date:
    """The day that is counted as that number; the first day is number 0."""
    days = (day for day in _after(clock.started) if _counts(clock, day))
    day = clock.started.astimezone(BEIJING).date()
    for _ in range(number):
        day = next(days)
    return day


def _after(start: datetime) -> Iterator[date]:
    day = start.astimezone(BEIJING).date()
    while True:
        day += A_DAY
        yield day


def _counts(clock: Clock, day: date) -> bool:
    return is_working_day(day) and not _stood_still(clock, day)


def _stood_still(clock: Clock, day: date) -> bool:
    begin, end = _end(day - A_DAY), _end(day)
    pauses = [(pause.since, pause.until or FOREVER) for pause in clock.pauses]
    return any(since <= begin < until or since < end <= until for since, until in pauses)


def _end(day: date) -> datetime:
    return datetime.combine(day + A_DAY, time(0), BEIJING).astimezone(UTC)
