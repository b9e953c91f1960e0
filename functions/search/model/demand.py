"""What people search for, as it is kept: batches of containers, windows of ten minutes, days, and what is usual.

Queries stand in none of the open fields: they are masked, and sealed besides, as what one person typed may still tell of
them. Open are only words that at least five flushes have in common.
"""

from datetime import datetime, timedelta

from pydantic import AwareDatetime, BaseModel

from chalicelib.store import Personal, Record

BATCHES, OPEN_WINDOWS = "demand-batches", "demand-windows"
POOL, REPORT, USUAL = "demand-pool", "demand-report", "demand-usual"
WINDOW = timedelta(minutes=10)
BATCH_KEPT, WINDOW_KEPT, DAY_KEPT = timedelta(days=1), timedelta(days=2), timedelta(days=36)
MOST_IN_WINDOW, MOST_IN_DAY, MOST_PIECES, MOST_IN_POOL = 2_000, 2_000, 8_000, 2_000


class Batch(Record):
    """What one container heard since its last flush, all in one window. ``heard``: packed Tallies."""

    window: str
    asked: int
    missed: int
    heard: Personal
    until: AwareDatetime

    def listing(self) -> tuple[str, str]:
        return BATCHES, f"{self.window}#{self.id}"

    def expires(self) -> datetime:
        return self.until


class Sum(Record):
    """``heard``: packed Tallies of the most frequent."""

    asked: int = 0
    missed: int = 0
    heard: Personal = ""
    until: AwareDatetime

    def expires(self) -> datetime:
        return self.until


class Window(Sum):
    """Ten minutes. ``summed``: it is part of its day by now, and takes no more batches."""

    name: str
    summed: bool = False

    def listing(self) -> tuple[str, str] | None:
        return None if self.summed else (OPEN_WINDOWS, self.name)


class Day(Sum):
    """A day in Beijing. ``pieces``: squeezed, how often each piece of a query was asked; those not listed at most ``least`` times."""

    pieces: Personal = ""
    least: int = 0


class Pool(Record):
    """What nobody answered, of the last weeks; the only one, ``id`` is always ``POOL``."""

    heard: Personal = ""
    changed: AwareDatetime


class UsualDays(Record):
    """The weeks before ``date``, summed once a day; the only one, ``id`` is always ``USUAL``."""

    date: str
    total: int = 0
    days: int = 0
    least: int = 0
    pieces: Personal = ""


class Word(BaseModel):
    words: str
    asked: int
    missed: int


class Rising(BaseModel):
    """``since``: when it was first seen to rise; ``seen``: when last."""

    words: str
    asked: int
    missed: int
    expected: float
    z: float
    since: AwareDatetime
    seen: AwareDatetime


class Report(Record):
    """What operators see, made by the minute; the only one, ``id`` is always ``REPORT``. All words in it are many people's."""

    at: AwareDatetime
    date: str
    asked: int = 0
    missed: int = 0
    today: list[Word] = []
    unanswered: list[Word] = []
    week: list[Word] = []
    week_rising: list[Rising] = []
    rising: list[Rising] = []


def window_id(name: str) -> str:
    return f"demand-window#{name}"


def day_id(date: str) -> str:
    return f"demand-day#{date}"
