"""One workload through the rules that run in production, with the oracle listening."""

import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from bench.pool.asks import Ask, Burst
from bench.pool.book import Book
from bench.pool.oracle import Oracle
from bench.pool.tally import Tally
from bench.pool.workloads import Workload
from chalicelib.errors import Busy, Conflict, TooMany
from functions.car_move.model.pool import Numbering, Pool
from functions.car_move.model.session import Session
from functions.car_move.rules import sessions

SEED = 20260501
AUDITS = 10
AUDITED = 200
A_DAY = timedelta(days=1)


class Run:
    """``numbers`` is the size of the pool, where it is not the workload's own."""

    def __init__(
        self, workload: Workload, numbering: Numbering, numbers: int | None = None, book: Book | None = None
    ) -> None:
        self.workload, self.book = workload, book or Book()
        self.oracle = Oracle(self.book.reach, workload.limits)
        size = numbers or workload.numbers
        self.pool = Pool(numbers=[f"+65{n:08}" for n in range(size)], numbering=numbering)
        self.tally = Tally(workload.name, numbering)

    def play(self, asks: int) -> Tally:
        """Serve about so many asks, then wait until every quarantine is over."""
        began = time.process_time()
        random = Random(SEED)
        now = self._serve_all(self.workload.bursts(random, asks), asks // AUDITS)
        self.oracle.advance(now + A_DAY)
        return self._judged(time.process_time() - began)

    def _serve_all(self, bursts: Iterable[Burst], audit_every: int) -> datetime:
        random, passers = Random(SEED), 0
        for burst in bursts:
            now = burst[-1].at
            self._serve(burst, now)
            passers += len(burst)
            if passers >= audit_every:
                passers = 0
                people = list(self.oracle.degree)
                self.oracle.audit(random.sample(people, min(AUDITED, len(people))), now)
        return now

    def _serve(self, burst: Burst, now: datetime) -> None:
        """All read before any commits; who read last commits first, and who is beaten tries again."""
        plans = []
        for ask in burst:
            self.oracle.advance(ask.at)
            plans.append((ask, self._plan(ask, ask.at)))
        for ask, plan in reversed(plans):
            self._settle(ask, plan, ask.at, now)

    def _settle(self, ask: Ask, plan: Session | None, asked: datetime, now: datetime) -> None:
        """Nobody else commits now, so whoever is beaten once succeeds or is refused the second time."""
        for _ in range(2):
            if plan is None or self._commit(ask, plan, asked, now):
                return
            self.tally.raced += 1
            plan, asked = self._plan(ask, now), now
        self.tally.given_up += plan is not None

    def _plan(self, ask: Ask, now: datetime) -> Session | None:
        owner, passer_by = self.book.owner(ask.owner, now), self.book.passer_by(ask.passer_by, now)
        if sessions.live_cases(owner, passer_by, now):
            self.tally.again += 1
            return None
        try:
            return sessions.opened(self.pool, owner, passer_by, "case", now, self.workload.limits)
        except (Busy, TooMany):
            self._refused(ask)
            return None

    def _refused(self, ask: Ask) -> None:
        """Where the caps leave room, it was numbers that were missing."""
        if self.oracle.has_room(ask.owner, ask.passer_by):
            self.tally.blocked += 1
        else:
            self.tally.at_cap += 1

    def _commit(self, ask: Ask, session: Session, asked: datetime, now: datetime) -> bool:
        try:
            self.book.commit(session.records, now)
        except Conflict:
            return False
        self.tally.sessions += 1
        self.oracle.granted(ask.owner, ask.passer_by, session.number, asked, now)
        return True

    def _judged(self, seconds: float) -> Tally:
        oracle, tally = self.oracle, self.tally
        tally.busiest, tally.numbers = oracle.busiest, len(oracle.numbers)
        tally.probes, tally.misrouted, tally.dead = oracle.probes, oracle.misrouted, oracle.dead
        tally.over_cap, tally.seconds = oracle.over_cap, seconds
        return tally
