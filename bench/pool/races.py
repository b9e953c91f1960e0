"""The workload of races: asks in the very second in which a session ends, or its quarantine."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from bench.pool.asks import START, Ask, Burst, phones
from functions.car_move.model.limits import LIMITS

PEOPLE = phones(0, 400)
A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, order=True)
class Pair:
    """Who asks for each other time and again, since when they have a session, and when they ask next."""

    next: datetime
    start: datetime
    owner: str
    passer_by: str

    @property
    def ends(self) -> datetime:
        return self.start + LIMITS.session

    def asked(self, at: datetime, random: Random) -> "Pair":
        """Asking within a session changes nothing; else it begins one, of whole seconds."""
        start = at.replace(microsecond=0) if at >= self.ends else self.start
        ends = start + LIMITS.session
        soon = ends > self.next and random.random() < 0.5
        return replace(self, start=start, next=ends if soon else ends + LIMITS.quarantine)


def races(random: Random, count: int) -> Iterator[Burst]:
    """All whose sessions end in the same second, and as many others with one of each two, within two microseconds."""
    pairs = [
        Pair(START + timedelta(seconds=n), START - timedelta(days=1), *random.sample(PEOPLE, 2))
        for n in range(600)
    ]
    while count > 0:
        asks: list[Ask] = []
        second = pairs[0].next
        while pairs[0].next == second:
            asks += _meet(pairs, random)
        count -= len(asks)
        yield tuple(sorted(asks))


def _meet(pairs: list[Pair], random: Random) -> list[Ask]:
    """The next pair and a rival; the pair will meet again."""
    pair = pairs[0]
    early_or_late = [pair.next + random.choice((-A_MOMENT, timedelta(0), A_MOMENT)) for _ in range(2)]
    heapq.heapreplace(pairs, pair.asked(early_or_late[0], random))
    who = [(pair.owner, pair.passer_by), _others(pair, random)]
    return [Ask(at, owner, passer_by) for at, (owner, passer_by) in zip(early_or_late, who, strict=True)]


def _others(pair: Pair, random: Random) -> tuple[str, str]:
    one = random.choice((pair.owner, pair.passer_by))
    other = random.choice([person for person in random.sample(PEOPLE, 2) if person != one])
    return (one, other) if random.random() < 0.5 else (other, one)
