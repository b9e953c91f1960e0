"""Some payments, from the tap of a citizen until nothing of them is open any more, with everybody getting in each other's way."""

import sys
import traceback
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from random import Random

from bench.chaos.cloud import Place
from bench.chaos.moods import SIGNED, Killed, told
from chalicelib import matters
from chalicelib.errors import Busy, Conflict
from chalicelib.events import Fact
from chalicelib.identity import Caller
from functions.utility_payment.model.account import Binding
from functions.utility_payment.model.auto_pay import Ceiling
from functions.utility_payment.model.payment import Payment
from functions.utility_payment.use_cases import (
    accounts,
    advancing,
    contracts,
    hearing,
    refunding,
    starting,
    watching,
)

OPERATOR = Caller(id="officer-1", roles=frozenset({"operator"}))
REPEATS, LOST, THREADS = 10, 0.6, 4
MINUTES = [0, 1, 4, 10, 30, 60, 89, 95, 120]
HOURS = [*range(3, 12), *range(14, 90, 3)]
BUSY = ["3401", "3402", "3403"]
CUTS, AGAIN = 0.1, 0.1  # how often the power fails within a step, and a fact is told twice
AUTOMATIC = 0.2  # of payments that nobody makes by hand
REQUESTS = 6  # at most, of a deed
MATTER = matters.load("utility-payment")
Deed = Callable[[], object]


class Batch:
    """``many`` payments of ``many`` citizens. ``wrong`` counts exceptions that nobody may ever see."""

    def __init__(self, place: Place, seed: int, many: int) -> None:
        self.place, self.world, self.chance = place, place.world, Random(seed)
        self.wrong: Counter[str] = Counter()
        self.callbacks: list[bytes] = []
        self.heard = 0
        self.undelivered: list[Fact] = []
        self.told_of: set[str] = set()
        self.final: set[str] = set()
        self.automatic: dict[str, str] = {}
        self.off: dict[str, datetime] = {}
        self.payments = [self.begin(number) for number in range(many)]

    def begin(self, number: int) -> str:
        """One bill or two of an account, at one of a few billers; some will be refused, some billers are down."""
        utility = self.chance.choice(["water", "electricity", "gas"])
        city, citizen = self.chance.choice(BUSY), f"citizen-{number}"
        was, self.place.moods.calm = self.place.moods.calm, True
        account = accounts.bind(
            self.world,
            citizen,
            Binding(utility=utility, city=city, number=f"34{number:08}"),
        )
        due = accounts.statement(self.world, account).bills[: self.chance.choice([1, 2])]
        if self.chance.random() < 0.1:
            self.place.billers.refusing_bills.add(due[0].theirs)
        if self.chance.random() < 0.05:
            hours = self.chance.choice([1, 6, 27])
            self.place.billers.down_until[account.biller] = self.world.now() + timedelta(hours=hours)
        chosen = [f"{account.id}/{it.bill_id}" for it in due]
        contract = self._signs(citizen, account.id) if self.chance.random() < AUTOMATIC else ""
        payment, changes = starting.prepared(self.world, citizen, chosen, contract)
        self.world.store.commit(*changes)
        if contract:
            self.automatic[payment.id] = account.id
        self.place.moods.calm = was
        return payment.id

    def _signs(self, citizen: str, account: str) -> str:
        """Leave to debit, as it is given days before."""
        signing = contracts.wish(self.world, citizen, account, Ceiling(yuan=100))
        self.place.provider.agree(signing.code)
        return contracts.settle(self.world, signing).number

    def run(self) -> None:
        """Until all are final and everything has been heard, or nearly four days have passed."""
        began = self.world.now()
        times = [timedelta(minutes=it) for it in MINUTES] + [timedelta(hours=it) for it in HOURS]
        with ThreadPoolExecutor(THREADS) as threads:
            for number, after in enumerate(times):
                if number > len(MINUTES) and not self.callbacks and len(self.final) == len(self.payments):
                    return
                self.place.clock.time = began + after
                deeds = self._citizens(number) + self._callbacks(number) + self._ours()
                self.chance.shuffle(deeds)
                if self.chance.random() < CUTS:
                    self.place.moods.fuse = self.chance.randint(1, REQUESTS * len(deeds))
                list(threads.map(self._safely, deeds))
                self.place.moods.power_returns()

    def _safely(self, deed: Deed) -> None:
        """What people, machines and the bus would simply try again is tried again later; the rest is a fault of ours."""
        try:
            deed()
        except Killed:
            return
        except (Conflict, Busy) as beaten:
            self.place.moods.done[f"answered {type(beaten).__name__}"] += 1
        except Exception as error:
            self.wrong[type(error).__name__] += 1
            traceback.print_exc(file=sys.stderr)

    def _citizens(self, number: int) -> list[Deed]:
        """Each goes to the provider's page at the beginning; most pay there, some another sum, some twice, some too late."""
        if number == 0:
            return [partial(self.goes, it) for it in self.payments]
        if number == 1:
            return [partial(self._switches_off, it) for it in self.automatic if self.chance.random() < 0.1]
        if number == 2:
            return [partial(self._pays, it) for it in self.payments if self.chance.random() < 0.9]
        if number == len(MINUTES):
            closed = [it for it in self.payments if it not in self.place.provider.money]
            return [partial(self._pays, it) for it in closed if self.chance.random() < 0.5]
        return []

    def goes(self, payment_id: str) -> None:
        citizen = self.world.store.get(Payment, payment_id).citizen_id
        starting.go_on(self.world, citizen, payment_id, "browser", "127.0.0.1")

    def _switches_off(self, payment_id: str) -> None:
        citizen = self.world.store.get(Payment, payment_id).citizen_id
        contracts.switch_off(self.world, citizen, self.automatic[payment_id])
        self.off[payment_id] = self.world.now()

    def _pays(self, payment_id: str) -> None:
        provider = self.place.provider
        if payment_id not in provider.orders or payment_id in self.automatic:
            return
        amount = provider.orders[payment_id].amount
        paid = provider.pay(payment_id, amount - (self.chance.random() < 0.03))
        self._tell(order=payment_id)
        if self.chance.random() < 0.03:
            provider.twice[payment_id] = type(paid)(payment_id, f"u-{payment_id}", amount, paid.at)
            self._tell(order=payment_id, twice=True)

    def _tell(self, **about: object) -> None:
        """Ten times; more than half of them get lost, and one arrives."""
        arrives = sum(self.chance.random() >= LOST for _ in range(REPEATS))
        self.place.moods.done["callbacks lost"] += REPEATS - max(arrives, 1)
        self.callbacks += [told(**about)] * max(arrives, 1)

    def _callbacks(self, number: int) -> list[Deed]:
        """A third of those on their way, in no order at all; of refunds as well. One that is not taken comes again."""
        debited = {it for it in self.automatic if it in self.place.provider.money and it not in self.told_of}
        for order in sorted(debited):
            self.told_of.add(order)
            self._tell(order=order)
        known = {it for it in self.place.provider.refunds if it not in self.told_of}
        for refund in sorted(known):
            self.told_of.add(refund)
            self._tell(refund=refund)
        self.chance.shuffle(self.callbacks)
        share = len(self.callbacks) if number >= len(MINUTES) else -(-len(self.callbacks) // 3)
        now, self.callbacks = self.callbacks[:share], self.callbacks[share:]
        return [partial(self._hears, it) for it in now]

    def _hears(self, body: bytes) -> None:
        self.place.moods.done["callbacks heard"] += 1
        self.final.clear()  # money that comes late opens again what was closed
        try:
            hearing.hear(self.world, SIGNED, body)
        except BaseException:
            self.callbacks.append(body)
            raise

    def unfinished(self) -> list[Payment]:
        found = [self.world.store.get(Payment, it) for it in self.payments]
        return [it for it in found if not it.is_final]

    def _ours(self) -> list[Deed]:
        """The state machines of most, the reactions to what was told, the sweeps, and an operator."""
        facts, self.heard = self.undelivered + self.place.bus.facts[self.heard :], len(self.place.bus.facts)
        self.undelivered = []
        facts += [it for it in facts if self.chance.random() < AGAIN]
        reactions = [it for it in facts if it.type in MATTER.reactions]
        machines = [it for it in self.payments if it not in self.final and self.chance.random() < 0.7]
        return [
            *[partial(self._machine, it) for it in machines],
            *[partial(self._reacts, it) for it in reactions],
            self.world.store.sweep,
            lambda: watching.see_to_unfinished(self.world),
            lambda: contracts.see_to_contracts(self.world),
        ]

    def _reacts(self, fact: Fact) -> None:
        """What was not dealt with is delivered again."""
        try:
            matters.react(MATTER, self.world, fact)
        except BaseException:
            self.undelivered.append(fact)
            raise

    def _machine(self, payment_id: str) -> None:
        payment = self.world.store.get(Payment, payment_id)
        if payment.is_final:
            self.final.add(payment_id)
            return
        for refund in payment.refunds:
            if refund.status == "failed":
                refunding.again(self.world, OPERATOR, payment_id, refund.id)
        advancing.advance(self.world, payment_id)
