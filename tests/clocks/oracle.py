"""An independent way to count: walk through every day of Beijing, and look at its first and its last moment.

It shares nothing with ``chalicelib/clocks`` but the published list of holidays: zones come from the tz database, days from
the raw tables, stillness from asking one moment.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from chinese_calendar.constants import holidays, workdays

from chalicelib.clocks import Clock, Pause

BEIJING = ZoneInfo("Asia/Shanghai")
MOMENT = timedelta(microseconds=1)
FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)


class OutOfRange(Exception):
    """The walk left the years that are known."""


def works(day: date) -> bool:
    if not FIRST <= day <= LAST:
        raise OutOfRange
    return day in workdays or (day.isoweekday() not in (6, 7) and day not in holidays)


@dataclass(frozen=True)
class Walk:
    """The days after the one a clock started on, one after the other."""

    clock: Clock

    def days(self) -> Iterator[tuple[date, bool]]:
        """Each with whether it is counted."""
        here = self.clock.started.astimezone(BEIJING)
        midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
        while True:
            midnight = (midnight.replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=BEIJING)
            following = (midnight.replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=BEIJING)
            moves = not self.still(midnight) and not self.still(following - MOMENT)
            yield midnight.date(), works(midnight.date()) and moves

    def still(self, at: datetime) -> bool:
        """Whether the clock stands still at this very moment."""
        standing = False
        for pause in self.clock.pauses:
            if pause.since <= at and (pause.until is None or at < pause.until):
                standing = True
        return standing

    def deadline(self) -> datetime:
        left, last = self.clock.limit, self.clock.started.astimezone(BEIJING).date()
        for day, counted in self.days() if left else []:
            left -= counted
            if not left:
                last = day
                break
        return datetime.combine(last + timedelta(days=1), datetime.min.time(), BEIJING)

    def used(self, at: datetime) -> int:
        many = 0
        for day, counted in self.days():
            if datetime.combine(day + timedelta(days=1), datetime.min.time(), BEIJING) > at:
                return many
            many += counted
        raise AssertionError


EDGES = [
    0,
    1,
    59,
    60,
    3600,
    43_200,
    57_600,
    57_601,
    86_340,
    86_399,
]  # seconds around midnight, in UTC and in Beijing
SPECIAL = sorted({*holidays, *workdays})


def a_moment(chance: random.Random, day: date) -> datetime:
    """Of that day in Beijing, often just around midnight."""
    seconds = chance.choice(EDGES) if chance.random() < 0.6 else chance.randrange(86_400)
    begin = datetime.combine(day, datetime.min.time(), BEIJING)
    return begin + timedelta(seconds=seconds, microseconds=chance.choice([0, 0, 1, 999_999]))


def a_day(chance: random.Random) -> date:
    """Any day of the known years, often close to a holiday or a make-up day."""
    if chance.random() < 0.5:
        return min(max(chance.choice(SPECIAL) + timedelta(days=chance.randint(-9, 3)), FIRST), LAST)
    return FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))


def a_clock(chance: random.Random) -> Clock:
    """With up to five pauses: one after the other, over holidays, of a moment, on the first day and on the last."""
    started = a_moment(chance, a_day(chance))
    clock = Clock(started=started, limit=chance.choice([0, 1, 1, 2, 3, 5, 7, 15, 20, 30, 45]))
    at = started
    for _ in range(chance.choice([0, 1, 1, 2, 3, 5])):
        since = a_moment(
            chance, at.astimezone(BEIJING).date() + timedelta(days=chance.choice([0, 0, 1, 2, 5]))
        )
        since = max(since, at)
        until = since + timedelta(
            days=chance.choice([0, 0, 1, 3, 8, 20]), seconds=chance.choice([0, 1, 3600, 50_000])
        )
        clock.pauses.append(Pause(why="correction", since=since, until=until))
        at = until
    return clock
