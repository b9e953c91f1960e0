"""Queries that nobody answered, put together where they are about the same: cosine over pairs of characters, leaders first.

What a gap has gathered once stays with it, so that its number means the same thing tomorrow.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import log, sqrt

ALIKE = 0.4

Vector = Mapping[str, float]


@dataclass
class Cluster:
    """``gap``: the one it continues, "" for a new one."""

    gap: str
    members: list[str] = field(default_factory=list)


def clusters(
    cores: Mapping[str, int], known: Mapping[str, Iterable[str]], usual: Mapping[str, int], total: int
) -> list[Cluster]:
    """``cores``: how often each was missed. ``known``: gaps with their members. ``usual``: how common each pair is."""
    found = [Cluster(gap, list(members)) for gap, members in known.items()]
    near = _Nearby(lambda pair: log((total + 10) / (usual.get(pair, 0) + 1)))
    home: dict[str, Cluster] = {}
    for cluster in found:
        for member in cluster.members:
            home[member] = cluster
            near.put(member, cluster)
    for core in sorted(cores, key=lambda it: (-cores[it], len(it), it)):
        if core in home:
            continue
        nearest = near.best(core)
        cluster = nearest or Cluster("")
        if nearest is None:
            found.append(cluster)
        cluster.members.append(core)
        near.put(core, cluster)
    return found


class _Nearby:
    """Looks up the nearest member among those that share a pair."""

    def __init__(self, weight: Callable[[str], float]) -> None:
        self._weight = weight
        self._with: dict[str, list[int]] = defaultdict(list)
        self._all: list[tuple[Vector, Cluster]] = []

    def put(self, core: str, cluster: Cluster) -> None:
        vector = self._vector(core)
        for pair in vector:
            self._with[pair].append(len(self._all))
        self._all.append((vector, cluster))

    def best(self, core: str) -> Cluster | None:
        vector = self._vector(core)
        scores: dict[int, float] = defaultdict(float)
        for pair, weight in vector.items():
            for number in self._with.get(pair, ()):
                scores[number] += weight * self._all[number][0][pair]
        number = max(scores, key=lambda it: (scores[it], -it), default=-1)
        return self._all[number][1] if number >= 0 and scores[number] >= ALIKE else None

    def _vector(self, core: str) -> Vector:
        weights = {pair: self._weight(pair) for pair in pairs(core)}
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {pair: weight / length for pair, weight in weights.items()}


def pairs(core: str) -> Iterator[str]:
    """Of each run; Latin runs and single characters whole."""
    for run in core.split():
        if run.isascii() or len(run) == 1:
            yield run
        else:
            yield from map("".join, pairwise(run))
