"""How often what was asked: a bounded table (Space-Saving), as text that can be sealed.

Space-Saving (Metwally et al. 2005): where the table is full, a newcomer takes the place of the least frequent and goes on
from its count. The frequent are all there, and no count is too small; what is counted too much is at most the least count.
"""

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

FLUSHES = 5  # so many are remembered of each: enough to know that it is not one person's


@dataclass
class Asked:
    """``tags``: of the flushes it was in, up to ``FLUSHES``. ``windows``: how many windows it was asked in, ``last`` the latest."""

    asked: int = 0
    missed: int = 0
    tags: list[str] = field(default_factory=list)
    windows: int = 0
    first: str = ""
    last: str = ""

    def plus(self, other: "Asked") -> "Asked":
        return Asked(
            self.asked + other.asked,
            self.missed + other.missed,
            merged_tags(self.tags, other.tags),
            self.windows + (other.windows if other.first > self.last else max(0, other.windows - 1)),
            min(filter(None, (self.first, other.first)), default=""),
            max(self.last, other.last),
        )


def merged_tags(*several: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(tag for tags in several for tag in tags))[:FLUSHES]


@dataclass
class Tallies:
    """By core. ``most`` entries at once."""

    most: int
    of: dict[str, Asked] = field(default_factory=dict)

    def add(self, core: str, one: Asked) -> None:
        known = self.of.get(core)
        if known is None and len(self.of) >= self.most:
            least = min(self.of, key=lambda it: self.of[it].asked)
            inherited = self.of.pop(least).asked
            one = Asked(**{**vars(one), "asked": one.asked + inherited})
        self.of[core] = known.plus(one) if known else one

    def merge(self, others: Iterable[tuple[str, Asked]]) -> None:
        """All of them, then the most frequent: one sort for many newcomers."""
        for core, one in others:
            known = self.of.get(core)
            self.of[core] = known.plus(one) if known else one
        if len(self.of) > self.most:
            kept = sorted(self.of.items(), key=lambda it: (-it[1].asked, it[0]))[: self.most]
            self.of = dict(kept)

    def __iter__(self) -> Iterator[tuple[str, Asked]]:
        return iter(self.of.items())


def packed(tallies: Tallies) -> str:
    """As text, small."""
    return squeezed([[core, *vars(one).values()] for core, one in tallies])


def unpacked(text: str, most: int) -> Tallies:
    rows: list[list[Any]] = stretched(text) if text else []
    return Tallies(most, {row[0]: Asked(*row[1:]) for row in rows})


def squeezed(content: object) -> str:
    """JSON, compressed, in letters."""
    return base64.b85encode(zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 6)).decode()


def stretched(text: str) -> Any:
    """What ``squeezed`` was given."""
    return json.loads(zlib.decompress(base64.b85decode(text)))


@lru_cache(maxsize=2)
def usual_counts(text: str) -> dict[str, int]:
    """The same of a table that is the same all day; "" is an empty one. Not to be changed."""
    found: dict[str, int] = stretched(text) if text else {}
    return found
