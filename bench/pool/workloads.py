"""Six ways in which people ask for each other, each from a fixed seed."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from random import Random

from bench.pool.asks import Ask, Burst, moments, phones
from bench.pool.races import races
from functions.car_move.model.limits import LIMITS, Limits

UNCAPPED = LIMITS.model_copy(update={"owner_sessions": 100_000, "passer_by_sessions": 100_000})


@dataclass(frozen=True)
class Workload:
    """``bursts`` makes the asks; ``numbers`` is a pool with room to spare; ``asks`` how many the benchmark makes."""

    name: str
    bursts: Callable[[Random, int], Iterator[Burst]]
    limits: Limits
    numbers: int
    asks: int


def apart(random: Random, count: int) -> Iterator[Burst]:
    """Owners are owners, and passers-by are passers-by."""
    owners, passers_by = phones(0, 1_500), phones(1_500, 30_000)
    for at in moments(random, count, 6):
        yield (Ask(at, random.choice(owners), random.choice(passers_by)),)


def both(random: Random, count: int) -> Iterator[Burst]:
    """Every phone is owner and passer-by at once; some cars stand badly every day."""
    people = phones(0, 10_000)
    weights = list(accumulate(1 / (rank + 50) for rank in range(10_000)))
    for at in moments(random, count, 3):
        yield from _pair(at, random.choices(people, cum_weights=weights)[0], random.choice(people))


def crowd(random: Random, count: int) -> Iterator[Burst]:
    """A few owners whom everybody asks for, such as those parked at a hospital; some of them ask, too."""
    owners, passers_by = phones(0, 500), phones(400, 20_000)
    weights = list(accumulate(1 / (rank + 5) for rank in range(500)))
    for at in moments(random, count, 1.5):
        yield from _pair(at, random.choices(owners, cum_weights=weights)[0], random.choice(passers_by))


def again(random: Random, count: int) -> Iterator[Burst]:
    """Half of the asks are by a pair of the last hours once more, now and then the other way round."""
    owners, people = phones(0, 1_000), phones(0, 10_000)
    recent: deque[tuple[str, str]] = deque(maxlen=10_000)
    for at in moments(random, count, 4):
        owner, passer_by = random.choice(owners), random.choice(people)
        if recent and random.random() < 0.5:
            owner, passer_by = random.choice(recent)
            if random.random() < 0.1:
                owner, passer_by = passer_by, owner
        recent.append((owner, passer_by))
        yield from _pair(at, owner, passer_by)


def town(random: Random, count: int) -> Iterator[Burst]:
    """A town under the caps of the service; one in four of those who ask has a car that is asked for."""
    owners, passers_by = phones(0, 10_000), phones(7_500, 30_000)
    weights = list(accumulate(1 / (rank + 20) ** 0.8 for rank in range(10_000)))
    for at in moments(random, count, 3):
        yield from _pair(at, random.choices(owners, cum_weights=weights)[0], random.choice(passers_by))


def dense(random: Random, count: int) -> Iterator[Burst]:
    """Everybody asks for everybody, all the time: a stress that no street has seen."""
    people = phones(0, 2_000)
    for at in moments(random, count, 5):
        yield from _pair(at, *random.sample(people, 2))


def _pair(at: datetime, owner: str, passer_by: str) -> Iterator[Burst]:
    """Nobody asks for themselves."""
    if owner != passer_by:
        yield (Ask(at, owner, passer_by),)


WORKLOADS = [
    Workload("apart", apart, UNCAPPED, 100, 950_000),
    Workload("both", both, UNCAPPED, 200, 900_000),
    Workload("crowd", crowd, UNCAPPED, 500, 100_000),
    Workload("again", again, UNCAPPED, 100, 900_000),
    Workload("races", races, LIMITS, 100, 1_000_000),
    Workload("town", town, LIMITS, 100, 1_200_000),
    Workload("dense", dense, UNCAPPED, 100, 200_000),
]
