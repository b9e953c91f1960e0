"""Words asked far more often than before: a Poisson test against their share of all queries of the weeks before.

Shares and not counts per hour, so that neither the rhythm of the day nor a Monday is a burst. A word counts as new only
as far as the table of the weeks before can tell: what is not in it may have been asked as often as the least that is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import lgamma, log, sqrt

from .tallies import FLUSHES
from .words import Piece, each_idea_once

LEAST_ASKED = 8
LEAST_Z = 6.0
LEAST_TIMES = 3.0
RARER_THAN = log(1e-9)
ENOUGH_HISTORY, ENOUGH_DAYS = 1_000, 7
MOST = 20


@dataclass(frozen=True)
class Usual:
    """How often each piece was asked in the weeks before, among ``total`` queries. ``least``: what is not listed is at most that."""

    total: int = 0
    days: int = 0
    least: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_enough(self) -> bool:
        return self.total >= ENOUGH_HISTORY and self.days >= ENOUGH_DAYS

    def expected(self, piece: str, among: int) -> float:
        """Of so many queries, how many would have the piece. One more than was seen: nothing is impossible."""
        seen = self.counts.get(piece, self.least)
        return among * (seen + 1) / max(1, self.total)


@dataclass(frozen=True)
class Burst:
    words: str
    asked: int
    missed: int
    expected: float
    z: float


def z_score(asked: int, expected: float) -> float:
    """Poisson: the variance is what is expected, and one query more for what is expected too little."""
    return (asked - expected) / sqrt(expected + 1)


def log_tail(asked: int, expected: float) -> float:
    """The logarithm of how likely so many, or more, are by chance. An upper bound, close where ``asked`` is far above."""
    if asked <= expected:
        return 0.0
    first = asked * log(expected) - expected - lgamma(asked + 1)
    return first - log(1 - expected / (asked + 1))


def is_burst(piece: Piece, expected: float) -> bool:
    return (
        piece.asked >= LEAST_ASKED
        and len(piece.tags) >= FLUSHES
        and piece.asked >= LEAST_TIMES * expected
        and z_score(piece.asked, expected) >= LEAST_Z
        and log_tail(piece.asked, expected) <= RARER_THAN
    )


def bursts(found: Mapping[str, Piece], among: int, usual: Usual) -> list[Burst]:
    """The strongest first; none while too little is known of what is usual."""
    if not usual.is_enough:
        return []
    expected = {text: usual.expected(text, among) for text in found}
    rising = [text for text, piece in found.items() if is_burst(piece, expected[text])]
    rising.sort(key=lambda it: (-z_score(found[it].asked, expected[it]), -len(it), it))
    words = dict.fromkeys(each_idea_once(rising, found))
    return [_burst(text, found[text], usual.expected(text, among)) for text in words][:MOST]


def _burst(text: str, piece: Piece, expected: float) -> Burst:
    return Burst(
        text, piece.asked, piece.missed, round(expected, 2), round(z_score(piece.asked, expected), 1)
    )
