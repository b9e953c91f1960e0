"""What people were told, and whether every call bears it out: knows nothing of how numbers are chosen."""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from typing import TypeVar

from functions.car_move.model.limits import Limits
from functions.car_move.model.session import Route, Side

K = TypeVar("K")
Reach = Callable[[str, str, datetime], Route | None]
A_MOMENT = timedelta(microseconds=1)


@dataclass(slots=True)
class Claim:
    """One half of a session: by this number, this caller reaches that phone, and until ``held`` nobody else."""

    caller: str
    number: str
    other: str
    side: Side
    until: datetime
    held: datetime
    renewed: bool = False


Halves = tuple[Claim, Claim]


class Oracle:
    """Dials at once, and just before and at the very moment at which each session and each quarantine ends."""

    def __init__(self, reach: Reach, limits: Limits) -> None:
        self.reach, self.limits = reach, limits
        self.claims: dict[tuple[str, str], Claim] = {}
        self.sessions: Counter[tuple[str, Side]] = Counter()
        self.latest: dict[tuple[str, str, Side], Claim] = {}
        self.degree: Counter[str] = Counter()
        self.due: list[tuple[datetime, int, int, Halves]] = []
        self.numbers: set[str] = set()
        self.busiest = self.probes = self.misrouted = self.dead = self.over_cap = self._n = 0

    def granted(self, owner: str, passer_by: str, number: str, asked: datetime, now: datetime) -> None:
        """The passer-by was told ``number``; the owner's number is the one that shows when it is dialled."""
        until = asked.replace(microsecond=0) + timedelta(minutes=self.limits.session_minutes)
        held = until + timedelta(minutes=self.limits.quarantine_minutes)
        route = self.reach(passer_by, number, now)
        shown = route.shown if route else number
        halves = (
            Claim(passer_by, number, owner, "passer_by", until, held),
            Claim(owner, shown, passer_by, "owner", until, held),
        )
        for half in halves:
            self._claim(half, asked, now)
            self.probe(half.caller, half.number, now)
        self._n += 1
        heapq.heappush(self.due, (until - A_MOMENT, self._n, 0, halves))
        self.over_cap += self.sessions[owner, "owner"] > self.limits.owner_sessions
        self.over_cap += self.sessions[passer_by, "passer_by"] > self.limits.passer_by_sessions

    def has_room(self, owner: str, passer_by: str) -> bool:
        """Whether the caps allow one more session between the two."""
        return (
            self.sessions[owner, "owner"] < self.limits.owner_sessions
            and self.sessions[passer_by, "passer_by"] < self.limits.passer_by_sessions
        )

    def advance(self, now: datetime) -> None:
        """Let time pass, and dial at every moment at which something ends."""
        while self.due and self.due[0][0] <= now:
            moment, n, stage, halves = self.due[0]
            for half in halves:
                self.probe(half.caller, half.number, moment)
                if stage == 1:
                    self.sessions[half.caller, half.side] -= 1
                elif stage == 3:
                    self._forget(half)
            if stage == 3:
                heapq.heappop(self.due)
            else:
                until, held = halves[0].until, halves[0].held
                following = (until, held - A_MOMENT, held)[stage]
                heapq.heapreplace(self.due, (following, n, stage + 1, halves))

    def probe(self, caller: str, number: str, now: datetime) -> None:
        """The other half of the pair while the session lives, else nobody."""
        claim = self.claims.get((caller, number))
        wanted = claim.other if claim and now < claim.until else None
        route = self.reach(caller, number, now)
        self.probes += 1
        if route is None:
            self.dead += wanted is not None
        elif route.other != wanted:
            self.misrouted += 1

    def audit(self, callers: Iterable[str], now: datetime) -> None:
        """Every one of ``callers`` dials every number there is."""
        for caller, number in product(callers, self.numbers):
            self.probe(caller, number, now)

    def _claim(self, half: Claim, asked: datetime, now: datetime) -> None:
        key = (half.caller, half.number)
        before = self.claims.get(key)
        if before and before.held > now and _clash(before, half, asked):
            self.misrouted += 1
        self.claims[key] = half
        self.numbers.add(half.number)
        self.sessions[half.caller, half.side] += 1
        self._hold(half, asked)

    def _hold(self, half: Claim, asked: datetime) -> None:
        """A pair that asks again goes on holding the number it has."""
        pair = (half.caller, half.other, half.side)
        before = self.latest.get(pair)
        self.latest[pair] = half
        if before and before.held > asked:
            before.renewed = True
            return
        self.degree[half.caller] += 1
        self.busiest = max(self.busiest, self.degree[half.caller])

    def _forget(self, half: Claim) -> None:
        """The quarantine is over."""
        if not half.renewed:
            self.degree[half.caller] -= 1
        _drop(self.claims, (half.caller, half.number), half)
        _drop(self.latest, (half.caller, half.other, half.side), half)


def _drop(claims: dict[K, Claim], key: K, claim: Claim) -> None:
    """Unless a later claim has taken its place."""
    if claims.get(key) is claim:
        del claims[key]


def _clash(before: Claim, claim: Claim, asked: datetime) -> bool:
    """Two meanings of one number; a pair that asks again after its session may have the same one again."""
    same = (before.other, before.side) == (claim.other, claim.side)
    return not same or before.until > asked
