"""Asks: who asks for whom, when, and who else is asking at that moment."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

START = datetime(2026, 5, 1, tzinfo=UTC)


class Ask(NamedTuple):
    at: datetime
    owner: str
    passer_by: str


# Asks that are under way at the same time: all have read before any commits, and the last to read commits first.
Burst = tuple[Ask, ...]


def phones(first: int, count: int) -> list[str]:
    return [f"+8613{n:09}" for n in range(first, first + count)]


def moments(random: Random, count: int, per_second: float) -> Iterator[datetime]:
    at = START
    for _ in range(count):
        at += timedelta(seconds=random.expovariate(per_second))
        yield at
