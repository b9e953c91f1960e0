"""Everything that can happen to one payment, as a graph: provider, billers, citizen and clock around the production code.

A state holds the payment as we know it, and the truth as the others know it. Every answer may be lost, every callback
may come twice, late or never; a call that is lost may still have been carried out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from functions.utility_payment.model.payment import Line, Payment
from functions.utility_payment.rules import happenings as what
from functions.utility_payment.rules.duties import POSTING_LASTS, Duty, duties

BEGIN = datetime(2026, 11, 25, 8, tzinfo=UTC)
UNTIL = BEGIN + timedelta(minutes=90)
TIMES = [BEGIN, UNTIL, UNTIL + POSTING_LASTS]


@dataclass(frozen=True)
class Habits:
    """What the others may do in this universe."""

    amounts: tuple[int, ...] = (1200,)  # what the citizen may pay, each once
    late_money: bool = False  # the provider takes money for a closed order
    refund_fails: bool = False  # once
    reverses: bool = False  # a citizen asks for a posted bill back
    disputes: bool = False  # a biller posts what it said it never would


@dataclass(frozen=True)
class Truth:
    """As the provider and the billers have it."""

    order: str = "none"
    paid: frozenset[tuple[str, int]] = frozenset()
    callbacks: tuple[tuple[str, int, int], ...] = ()  # transaction, amount, how often it may still be told
    given_back: frozenset[str] = frozenset()
    failed_once: bool = False
    posted: frozenset[int] = frozenset()
    refused: frozenset[int] = frozenset()
    reversed: frozenset[int] = frozenset()
    clock: int = 0


@dataclass(frozen=True)
class State:
    payment: str  # as JSON, so that equal payments are one state
    balances: tuple[tuple[str, int], ...] = ()
    truth: Truth = field(default_factory=Truth)

    @property
    def known(self) -> Payment:
        return Payment.model_validate_json(self.payment)


Step = tuple[str, what.Happening | None, Truth]


def begin(bills: tuple[int, ...]) -> State:
    lines = [
        Line(bill_id=f"b{i}", biller=f"w{i}", account_id="a", amount=amount, reference=f"p-{i}")
        for i, amount in enumerate(bills)
    ]
    payment = Payment(id="p", citizen_id="c", amount=sum(bills), lines=lines, created=BEGIN, until=UNTIL)
    return State(payment.model_dump_json())


def steps(state: State, habits: Habits) -> Iterator[Step]:
    """Whatever may happen next: by itself, or because we do our duty."""
    payment, truth = state.known, state.truth
    yield from _others(payment, truth, habits)
    for duty in duties(payment, TIMES[truth.clock]):
        yield from _answers(payment, truth, duty, habits)


def _others(payment: Payment, truth: Truth, habits: Habits) -> Iterator[Step]:
    if truth.clock + 1 < len(TIMES):
        yield "time passes", None, replace(truth, clock=truth.clock + 1)
    may_pay = truth.order == "open" or (habits.late_money and truth.order == "closed")
    if may_pay and len(truth.paid) < len(habits.amounts):
        number = len(truth.paid)
        coming = (f"t{number}", habits.amounts[number])
        yield (
            f"{coming} is paid",
            None,
            replace(
                truth,
                order="paid" if truth.order == "open" else truth.order,
                paid=truth.paid | {coming},
                callbacks=(*truth.callbacks, (*coming, 2)),
            ),
        )
    if truth.order == "paid" and 0 < len(truth.paid) < len(habits.amounts):  # a second phone, the same code
        coming = (f"t{len(truth.paid)}", habits.amounts[len(truth.paid)])
        yield (
            f"{coming} is paid as well",
            None,
            replace(truth, paid=truth.paid | {coming}, callbacks=(*truth.callbacks, (*coming, 2))),
        )
    for i, (transaction, amount, times) in enumerate(truth.callbacks):
        if times:
            fewer = (*truth.callbacks[:i], (transaction, amount, times - 1), *truth.callbacks[i + 1 :])
            yield "callback", what.MoneyCame(transaction, amount, BEGIN), replace(truth, callbacks=fewer)
    for refund in payment.refunds:
        if refund.status == "failed":
            yield "an operator sees to it", what.RefundAgain(refund.id), truth
    for i, line in enumerate(payment.lines):
        if habits.reverses and line.status == "posted" and not truth.reversed:
            yield (
                "a bill is given back",
                what.Reversed(i),
                replace(truth, posted=truth.posted - {i}, reversed=truth.reversed | {i}),
            )
        if (
            habits.disputes
            and i in truth.refused
            and line.status in {"refunding", "refunded"}
            and i not in truth.posted
        ):
            yield "posted after all", what.Posted(i), replace(truth, posted=truth.posted | {i})


def _answers(payment: Payment, truth: Truth, duty: Duty, habits: Habits) -> Iterator[Step]:
    match duty.kind:
        case "order":
            opened = replace(truth, order="open" if truth.order == "none" else truth.order)
            yield "ordered", what.Ordered(), opened
            yield "ordered, answer lost", None, opened
        case "ask":
            yield from _how_it_stands(truth)
        case "close":
            closed = replace(truth, order="paid" if truth.order == "paid" else "closed")
            yield "close, answer lost", None, closed
            yield from _how_it_stands(closed)
        case "post" | "give_up":
            yield from _biller(payment, truth, duty)
        case "refund":
            yield from _refund(truth, duty.about, habits)


def _how_it_stands(truth: Truth) -> Iterator[Step]:
    for transaction, amount in sorted(truth.paid):
        yield "asked: paid", what.MoneyCame(transaction, amount, BEGIN), truth
    if truth.order == "closed" and not truth.paid:
        yield "asked: closed", what.Closed(), truth


def _biller(payment: Payment, truth: Truth, duty: Duty) -> Iterator[Step]:
    i = int(duty.about)
    if i in truth.posted:
        yield "posted already", what.Posted(i), truth
        return
    if i in truth.refused:
        yield "refused already", what.Refused(i), truth
        return
    if duty.kind == "give_up":
        yield "given up", what.GivenUp(i), replace(truth, refused=truth.refused | {i})
        return
    done = replace(truth, posted=truth.posted | {i})
    yield "posted", what.Posted(i), done
    yield "posted, answer lost", None, done
    refused = replace(truth, refused=truth.refused | {i})
    yield "refused", what.Refused(i), refused
    yield "refused, answer lost", None, refused


def _refund(truth: Truth, refund: str, habits: Habits) -> Iterator[Step]:
    if refund in truth.given_back:
        yield "refunded already", what.Refunded(refund), truth
        return
    if habits.refund_fails and not truth.failed_once:
        yield "refund failed", what.RefundFailed(refund), replace(truth, failed_once=True)
    done = replace(truth, given_back=truth.given_back | {refund})
    yield "refunded", what.Refunded(refund), done
    yield "refunded, answer lost", None, done
