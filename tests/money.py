"""Stand-ins for the payment provider and the billers: they keep what happened, and lose an answer when told to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from chalicelib.errors import Forged
from chalicelib.ports import billers, payments
from chalicelib.ports.billers import Booked, Due, NoAccount, Statement, Used
from chalicelib.ports.payments import Back, BillLine, Contract, Money, NotOffered, OrderStanding, Wanted
from tests.fakes import Clock


@dataclass
class Payments:
    """``lost``: how many answers get lost from now on, the deed being done; ``down``: nothing is done at all."""

    clock: Clock
    orders: dict[str, Wanted] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    money: dict[str, Money] = field(default_factory=dict)
    refunds: dict[str, tuple[str, int]] = field(default_factory=dict)
    lines: list[BillLine] = field(default_factory=list)
    contracts: dict[str, Contract] = field(default_factory=dict)
    announced: list[tuple[str, int]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    bank_says_no: bool = False
    offers_contracts: bool = True
    failing_refunds: int = 0
    down: bool = False
    lost: int = 0

    def pay(self, order: str, amount: int | None = None) -> Money:
        """What the citizen does on the provider's page."""
        paid = amount if amount is not None else self.orders[order].amount
        self.money[order] = Money(order, f"t-{order}", paid, self.clock())
        return self.money[order]

    def order(self, wanted: Wanted) -> str:
        self._reach()
        if wanted.order in self.money or wanted.order in self.closed:
            return ""
        self.orders.setdefault(wanted.order, wanted)
        self._answer()
        return f"https://pay.example/{wanted.order}"

    def ask(self, order: str) -> OrderStanding:
        self._reach()
        self._answer()
        return self._standing(order)

    def close(self, order: str) -> OrderStanding:
        self._reach()
        if order not in self.money:
            self.closed.add(order)
        self._answer()
        return self._standing(order)

    def refund(self, order: str, refund: str, amount: int, total: int) -> Back:
        self._reach()
        if self.failing_refunds:
            self.failing_refunds -= 1
            return Back(refund, "failed")
        self.refunds.setdefault(refund, (order, amount))
        self._answer()
        return Back(refund, "succeeded")

    def sign(self, code: str, label: str, callback: str) -> str:
        self._reach()
        if not self.offers_contracts:
            raise NotOffered
        self._answer()
        return f"https://pay.example/sign/{code}"

    def agree(self, code: str) -> None:
        """What the citizen does on the signing page."""
        self.contracts[code] = Contract(code, "signed", f"number-{code}")

    def contract(self, code: str) -> Contract:
        self._reach()
        self._answer()
        return self.contracts.get(code) or Contract(code, "none")

    def end(self, code: str) -> Contract:
        self._reach()
        if code in self.contracts:
            self.contracts[code] = Contract(code, "ended", f"number-{code}")
        self._answer()
        return self.contracts.get(code) or Contract(code, "none")

    def announce(self, number: str, amount: int) -> None:
        self._reach()
        if (number, amount) not in self.announced:
            self.announced.append((number, amount))
        self._answer()

    def debit(self, wanted: Wanted, number: str) -> None:
        """The money comes at once, unless ``bank_says_no``."""
        self._reach()
        if not any(it.number == number and it.state == "signed" for it in self.contracts.values()):
            raise payments.Unreachable
        if wanted.order not in self.orders and wanted.order not in self.closed:
            self.orders[wanted.order] = wanted
            if self.bank_says_no:
                self.refused.add(wanted.order)
            else:
                self.pay(wanted.order)
        self._answer()

    def read(self, headers: object, body: bytes, now: object) -> Money | Back | Contract | None:
        """A callback is the order's number, or the contract's code, if it is signed ``ours``."""
        if getattr(headers, "get", lambda _: "")("signature") != "ours":
            raise Forged("签名不符。")
        told = body.decode()
        return self.money.get(told) or self.contracts.get(told)

    def bill(self, day: date) -> Iterator[BillLine]:
        """Everything, on whichever day: tests that care move ``lines``."""
        self._reach()
        yield from self.lines
        yield from (BillLine("paid", it.order, it.amount) for it in self.money.values())
        yield from (BillLine("refund", refund, amount) for refund, (_, amount) in self.refunds.items())

    def held(self) -> int:
        """What lies with the provider, in fen."""
        paid = sum(it.amount for it in self.money.values())
        return paid - sum(amount for _, amount in self.refunds.values())

    def _standing(self, order: str) -> OrderStanding:
        if order in self.money:
            return OrderStanding("paid", self.money[order])
        if order in self.closed:
            return OrderStanding("closed")
        if order in self.refused:
            return OrderStanding("failed")
        return OrderStanding("unpaid" if order in self.orders else "none")

    def _reach(self) -> None:
        if self.down:
            raise payments.Unreachable

    def _answer(self) -> None:
        if self.lost:
            self.lost -= 1
            raise payments.Unreachable


@dataclass
class Billers:
    """Every account of ten digits owes 1,200 fen for May and 800 for April, to whichever biller."""

    states: dict[tuple[str, str], str] = field(default_factory=dict)
    paid: dict[tuple[str, str], str] = field(default_factory=dict)
    lines: list[Booked] = field(default_factory=list)
    refusing: bool = False
    underway: int = 0
    down: bool = False
    lost: int = 0

    def statement(self, biller: str, account: str) -> Statement:
        self._reach()
        if len(account) != 10:
            raise NoAccount
        bills = [
            Due(f"{account}-{month}", month, amount, date(2026, 6, 20), usage)
            for month, amount, usage in [("2026-04", 800, 1400), ("2026-05", 1200, 2100)]
            if (biller, f"{account}-{month}") not in self.paid
        ]
        history = [Used(f"2026-{month:02}", month * 100, month * 60) for month in range(1, 6)]
        return Statement(account, "李**", "***小区 3 幢 ***", "度", bills, history)

    def post(self, biller: str, reference: str, account: str, bill: str, amount: int) -> billers.PostingState:
        self._reach()
        key = (biller, reference)
        if key not in self.states:
            taken = self.paid.setdefault((biller, bill), reference)
            fits = taken == reference and not self.refusing
            if not fits and taken == reference:
                del self.paid[biller, bill]
            self.states[key] = "posted" if fits else "refused"
        if self.underway:
            self.underway -= 1
            return "underway"
        self._answer()
        return self.states[key]  # type: ignore[return-value]

    def cancel(self, biller: str, reference: str) -> billers.PostingState:
        self._reach()
        state = self.states.setdefault((biller, reference), "refused")
        self._answer()
        return state  # type: ignore[return-value]

    def booked(self, day: date) -> Iterator[Booked]:
        self._reach()
        posted = [it for it, state in self.states.items() if state in {"posted", "reversed"}]
        amounts = {
            reference: 800 if bill.endswith("04") else 1200 for (_, bill), reference in self.paid.items()
        }
        yield from self.lines
        yield from (Booked(reference, amounts[reference]) for _, reference in posted)

    def reverse(self, biller: str, reference: str, amount: int) -> bool:
        self._reach()
        if self.states.get((biller, reference)) not in {"posted", "reversed"}:
            return False
        self.states[biller, reference] = "reversed"
        self._answer()
        return True

    def _reach(self) -> None:
        if self.down:
            raise billers.Unreachable

    def _answer(self) -> None:
        if self.lost:
            self.lost -= 1
            raise billers.Unreachable
