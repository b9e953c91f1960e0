"""Pay with another phone: a code on this screen that it scans. An order is tied to the way in which it was placed."""

from chalicelib.errors import Busy, Conflict
from chalicelib.ports.payments import Unreachable
from chalicelib.world import World

from ..model.payment import Payment
from ..model.scan import Scan
from ..model.shown import Code
from . import advancing, showing, starting


def code(world: World, citizen_id: str, payment_id: str, address: str) -> Code:
    """The code, as long as there is something to pay; the provider is asked for it once."""
    payment = starting.owned(world, citizen_id, payment_id)
    kept = world.store.find(Scan, payment_id)
    if kept is None and not payment.is_final:
        link = starting.go_on(world, citizen_id, payment_id, "code", address)
        if link:
            kept = Scan(id=payment_id, link=link, until=payment.until)
            _keep(world, kept)
    payment = showing.follow(world, citizen_id, payment_id).payment
    waits = payment.status in {"created", "pending"} and kept is not None
    return Code(payment=payment, link=kept.link if kept and waits else "", waits=waits)


def _keep(world: World, kept: Scan) -> None:
    try:
        world.store.commit(kept)
    except Conflict:
        return  # the same page in two windows


def begun_anew(world: World, citizen_id: str, payment_id: str) -> Payment:
    """The same bills in a new payment, once the provider has closed this one for good: so it can be paid in another way."""
    payment = starting.owned(world, citizen_id, payment_id)
    if payment.contract or payment.status not in {"created", "pending", "closed"}:
        raise Conflict("这一笔已经付了，不用再付。")
    if payment.status != "closed":
        payment = _closed(world, payment)
    return starting.start(world, citizen_id, [f"{it.account_id}/{it.bill_id}" for it in payment.lines])


def _closed(world: World, payment: Payment) -> Payment:
    try:
        closed = advancing.close(world, payment)
    except Unreachable:
        raise Busy("支付系统正忙，没有扣款，请稍后再试。", 10) from None
    if closed.status != "closed":
        raise Conflict("这一笔刚刚付好了，不用再付。")
    return closed
