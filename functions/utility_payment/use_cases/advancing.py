"""Do what a payment is owed, once: ask, close, post, give up, refund. What gets no answer is asked again later."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

from chalicelib.ports import billers, payments
from chalicelib.ports.payments import OrderStanding
from chalicelib.world import World

from ..model.payment import Payment
from ..rules import happenings as what
from ..rules.duties import Duty, duties
from . import contracts, starting
from .moving import happened

SOONEST, LATEST = timedelta(seconds=5), timedelta(hours=1)
Do = Callable[[World, Payment, str], None]


def advance(world: World, payment_id: str) -> Payment:
    """The payment as it is after everybody was asked. May be done twice, by anybody, at any time."""
    payment = world.store.get(Payment, payment_id)
    for duty in duties(payment, world.now()):
        _do(world, payment, duty)
    return world.store.get(Payment, payment_id)


def pause(payment: Payment, now: datetime) -> timedelta:
    """How long until it is worth asking again: a quarter of the time it has taken so far, but not past its end."""
    taken = now - (payment.paid or payment.created)
    wait = min(max(taken / 4, SOONEST), LATEST)
    return min(wait, max(payment.until - now, SOONEST)) if payment.status in {"created", "pending"} else wait


def _do(world: World, payment: Payment, duty: Duty) -> None:
    try:
        DO[duty.kind](world, payment, duty.about)
    except (payments.Unreachable, billers.Unreachable):
        return


def _order(world: World, payment: Payment, _: str) -> None:
    """Only who pays can begin an order, as it goes by their address; until then it is asked about."""
    _ask(world, payment, "")


def _debit(world: World, payment: Payment, _: str) -> None:
    """Begun once, however often it is asked for; not at all where its payer has switched it off meanwhile."""
    if not contracts.allows(world, payment):
        return _close(world, payment, "")
    world.payments.debit(starting.wanted(world, payment), payment.contract)
    return _ask(world, payment, "")


def _ask(world: World, payment: Payment, _: str) -> None:
    _hear(world, payment, world.payments.ask(payment.id))


def close(world: World, payment: Payment) -> Payment:
    """The payment once its order is closed for good, or paid after all. Raises Unreachable."""
    _close(world, payment, "")
    return world.store.get(Payment, payment.id)


def _close(world: World, payment: Payment, _: str) -> None:
    """An order that the provider never had is placed, so that it can be closed for good."""
    if world.payments.ask(payment.id).state == "none":
        world.payments.order(starting.wanted(world, payment))
    _hear(world, payment, world.payments.close(payment.id))


def _hear(world: World, payment: Payment, standing: OrderStanding) -> None:
    if standing.money:
        it = standing.money
        happened(world, payment.id, what.MoneyCame(it.transaction, it.amount, it.at))
    elif standing.state == "closed":
        happened(world, payment.id, what.Closed())
    elif standing.state == "failed":
        _hear(world, payment, world.payments.close(payment.id))
    elif standing.state == "unpaid":
        happened(world, payment.id, what.Ordered())


def _post(world: World, payment: Payment, about: str) -> None:
    number = int(about)
    line = payment.lines[number]
    account, bill = json.loads(payment.numbers)[line.reference]
    state = world.billers.post(line.biller, line.reference, account, bill, line.amount)
    if state == "posted":
        happened(world, payment.id, what.Posted(number))
    elif state == "refused":
        happened(world, payment.id, what.Refused(number))


def _give_up(world: World, payment: Payment, about: str) -> None:
    number = int(about)
    line = payment.lines[number]
    state = world.billers.cancel(line.biller, line.reference)
    happened(world, payment.id, what.Posted(number) if state == "posted" else what.GivenUp(number))


def _refund(world: World, payment: Payment, about: str) -> None:
    refund = next(it for it in payment.refunds if it.id == about)
    state = world.payments.refund(payment.id, refund.id, refund.amount, sum(payment.received.values())).state
    if state == "succeeded":
        happened(world, payment.id, what.Refunded(refund.id))
    elif state == "failed":
        happened(world, payment.id, what.RefundFailed(refund.id))


DO: dict[str, Do] = {
    "order": _order,
    "debit": _debit,
    "ask": _ask,
    "close": _close,
    "post": _post,
    "give_up": _give_up,
    "refund": _refund,
}
