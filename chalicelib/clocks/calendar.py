"""Which days are working days in China, make-up days included: a kept library, and a file for years beyond it.

Basis: 全国年节及纪念日放假办法（国务院令第795号）, and the State Council's notice for each year, which appears late in the
year before. See docs/decisions/2026-11-25-working-days.md.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

EXTRA = Path(__file__).with_name("extra_days.toml")
SATURDAY = 5


class CalendarUnknown(Exception):
    """No working days are known of that year, so no deadline that reaches into it can be told."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"the working days of {year} are unknown: add them to chalicelib/clocks/{EXTRA.name}"
        )
        self.year = year


class Year(BaseModel):
    """A year beyond the library: ``holidays`` fall on weekdays, ``working_days`` on weekends.

    ``provisional``: only what the law itself fixes; the State Council's notice has not appeared yet.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    basis: str
    provisional: bool = False
    holidays: frozenset[date]
    working_days: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Calendar:
    """``extra`` says it instead of the library."""

    extra: Mapping[int, Year]

    def is_working_day(self, day: date) -> bool:
        """Raises CalendarUnknown."""
        if year := self.extra.get(day.year):
            return day in year.working_days or (day.weekday() < SATURDAY and day not in year.holidays)
        from chinese_calendar import is_workday

        try:
            return bool(is_workday(day))
        except RuntimeError:  # what the library knows nothing of
            raise CalendarUnknown(day.year) from None


def read(file: Path) -> Calendar:
    """Raises ValidationError."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return Calendar(TypeAdapter(dict[int, Year]).validate_python(content))


@cache
def _ours() -> Calendar:
    return read(EXTRA)


@lru_cache(maxsize=4096)  # the library looks through all its years for each day it is asked about
def is_working_day(day: date) -> bool:
    """Raises CalendarUnknown."""
    return _ours().is_working_day(day)
