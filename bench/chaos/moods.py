"""A provider, billers and a store on a bad day: silent, late, forgetful, and killed in the middle of what they do.

They are the tests' own stand-ins, which keep what really happened, with moods that a seed decides.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from time import sleep
from typing import Any, TypeVar

from chalicelib.errors import Conflict
from chalicelib.events import Fact
from chalicelib.filters import BEIJING
from chalicelib.ports import billers, payments
from chalicelib.ports.billers import Booked, PostingState
from chalicelib.ports.payments import Back, BillLine, Contract, Money, OrderStanding, Wanted
from chalicelib.store import Change, Store
from tests import fakes, money

YIELDS = 0.5  # of requests let another thread go first
T = TypeVar("T")


class Killed(BaseException):
    """The function ends here, whatever it was doing; no ``except Exception`` is asked."""


@dataclass
class Moods:
    """Shares of what goes wrong at each call; ``calm`` ends them all. Counts what it did.

    ``fuse``: so many requests from now on the power fails, 0 for never; from then on whoever asks for anything is gone (``dark``).
    """

    chance: Random
    silent: float = 0.05
    lost: float = 0.05
    killed: float = 0.02
    calm: bool = False
    fuse: int = 0
    dark: bool = False
    done: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def request(self) -> None:
        """Before anything is asked of the table, the bus, the provider or a biller: others may come first, or the power fail."""
        if self.calm:
            return
        if self.fuse:
            self.fuse -= 1
            self.dark = not self.fuse
        if self.dark:
            self.done["lost in power cuts"] += 1
            raise Killed
        if self.chance.random() < YIELDS:
            sleep(0)

    def power_returns(self) -> None:
        self.done["power cuts"] += self.dark
        self.dark, self.fuse = False, 0

    def strikes(self, what: str, share: float) -> bool:
        if self.calm or self.chance.random() >= share:
            return False
        self.done[what] += 1
        return True

    def around(self, deed: Callable[[], T], silence: type[Exception]) -> T:
        """Killed or unheard before it, done, and killed or unheard after it."""
        self.request()
        if self.strikes("killed", self.killed):
            raise Killed
        if self.strikes("silent", self.silent):
            raise silence
        done = deed()
        if self.strikes("killed", self.killed):
            raise Killed
        if self.strikes("lost answers", self.lost):
            raise silence
        return done


@dataclass
class Provider(money.Payments):
    """``twice`` are payers who have paid once more; ``sent`` says what every callback is about, and when."""

    moods: Moods = None  # type: ignore[assignment]
    twice: dict[str, Money] = field(default_factory=dict)
    given_back: dict[str, datetime] = field(default_factory=dict)
    debited: dict[str, datetime] = field(default_factory=dict)

    def debit(self, wanted: Wanted, number: str) -> None:
        def deed() -> None:
            if wanted.order not in self.orders and wanted.order not in self.closed:
                self.debited[wanted.order] = self.clock()
                if self.moods.strikes("refused debits", 0.15):
                    self.orders[wanted.order] = wanted
                    self.refused.add(wanted.order)
            super(Provider, self).debit(wanted, number)

        self.moods.around(deed, payments.Unreachable)

    def end(self, code: str) -> Contract:
        return self.moods.around(lambda: super(Provider, self).end(code), payments.Unreachable)

    def order(self, wanted: Wanted) -> str:
        return self.moods.around(lambda: super(Provider, self).order(wanted), payments.Unreachable)

    def ask(self, order: str) -> OrderStanding:
        return self.moods.around(lambda: super(Provider, self).ask(order), payments.Unreachable)

    def close(self, order: str) -> OrderStanding:
        return self.moods.around(lambda: super(Provider, self).close(order), payments.Unreachable)

    def refund(self, order: str, refund: str, amount: int, total: int) -> Back:
        def deed() -> Back:
            if refund not in self.refunds and self.moods.strikes("failed refunds", 0.05):
                return Back(refund, "failed")
            self.given_back.setdefault(refund, self.clock())
            return super(Provider, self).refund(order, refund, amount, total)

        return self.moods.around(deed, payments.Unreachable)

    def read(self, headers: object, body: bytes, now: object) -> Money | Back | Contract | None:  # noqa: ARG002 - the port's
        told = json.loads(body)
        if "refund" in told:
            return Back(told["refund"], "succeeded")
        return (self.twice if told.get("twice") else self.money)[told["order"]]

    def bill(self, day: date) -> Iterator[BillLine]:
        for it in [*self.money.values(), *self.twice.values()]:
            if _on(it.at, day):
                yield BillLine("paid", it.order, it.amount)
        for refund, (_, amount) in self.refunds.items():
            if _on(self.given_back[refund], day):
                yield BillLine("refund", refund, amount)

    def kept(self, order: str) -> int:
        """What of this order lies with the provider, in fen."""
        came = sum(it.amount for book in (self.money, self.twice) if (it := book.get(order)))
        return came - sum(amount for of, amount in self.refunds.values() if of == order)


@dataclass
class Billers(money.Billers):
    """Some are down until ``down_until``. ``booked_at`` is when a reference was first booked, ``references`` who booked a bill."""

    moods: Moods = None  # type: ignore[assignment]
    clock: Callable[[], datetime] = None  # type: ignore[assignment]
    down_until: dict[str, datetime] = field(default_factory=dict)
    refusing_bills: set[str] = field(default_factory=set)
    booked_at: dict[str, tuple[datetime, int]] = field(default_factory=dict)
    references: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def post(self, biller: str, reference: str, account: str, bill: str, amount: int) -> PostingState:
        def deed() -> PostingState:
            if bill in self.refusing_bills:
                self.states.setdefault((biller, reference), "refused")
            state = super(Billers, self).post(biller, reference, account, bill, amount)
            if state == "posted":
                self.references[biller, bill].add(reference)
                self.booked_at.setdefault(reference, (self.clock(), amount))
            return "underway" if self.moods.strikes("slow billers", 0.1) else state

        self._is_up(biller)
        return self.moods.around(deed, billers.Unreachable)

    def cancel(self, biller: str, reference: str) -> PostingState:
        self._is_up(biller)
        return self.moods.around(lambda: super(Billers, self).cancel(biller, reference), billers.Unreachable)

    def booked(self, day: date) -> Iterator[Booked]:
        for reference, (at, amount) in self.booked_at.items():
            if _on(at, day):
                yield Booked(reference, amount)

    def has(self, references: list[str]) -> int:
        """What the billers keep of these postings, in fen."""
        return sum(self.booked_at[it][1] for it in references if it in self.booked_at)

    def _is_up(self, biller: str) -> None:
        if self.clock() < self.down_until.get(biller, self.clock() - timedelta(1)):
            self.moods.done["outages met"] += 1
            raise billers.Unreachable


@dataclass
class FragileBus(fakes.Bus):
    """Whoever tells it may be killed before it hears, or after; sometimes it takes nothing."""

    moods: Moods = None  # type: ignore[assignment]

    def put(self, batch: Sequence[Fact]) -> list[bool]:
        return self.moods.around(lambda: super(FragileBus, self).put(batch), ConnectionError)


@dataclass(frozen=True)
class FragileStore(Store):
    """Whoever commits may be killed just before, or just after."""

    moods: Moods = None  # type: ignore[assignment]

    def commit(self, *changes: Change) -> None:
        if self.moods.strikes("killed", self.moods.killed):
            raise Killed
        try:
            super().commit(*changes)
        except Conflict:
            self.moods.done["writers beaten by another"] += 1
            raise
        if self.moods.strikes("killed", self.moods.killed):
            raise Killed


def told(**about: Any) -> bytes:
    return json.dumps(about).encode()


def _on(moment: datetime, day: date) -> bool:
    return moment.astimezone(BEIJING).date() == day


SIGNED: Mapping[str, str] = {"signature": "ours"}
