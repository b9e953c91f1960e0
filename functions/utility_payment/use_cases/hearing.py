"""A callback of the payment provider: what it says counts only once its seal and its amount have been looked at."""

from collections.abc import Mapping

from chalicelib.errors import Busy, NotFound
from chalicelib.ports.payments import Back, Contract, Money, Unreachable
from chalicelib.world import World

from ..model.payment import Payment
from ..rules import happenings as what
from . import contracts
from .moving import happened


def hear(world: World, headers: Mapping[str, str], body: bytes) -> None:
    """Raises Forged before anything is read or written. What is about no payment of ours is taken and changes nothing."""
    told = world.payments.read(headers, body, world.now())
    try:
        match told:
            case Money():
                happened(world, told.order, what.MoneyCame(told.transaction, told.amount, told.at))
            case Back():
                _returned(world, told)
            case Contract():
                contracts.hear(world, told)
    except NotFound:
        return
    except Unreachable:
        raise Busy("请稍后再通知一次。", 30) from None


def _returned(world: World, back: Back) -> None:
    payment_id = back.refund.rpartition("-")[0]
    if not payment_id:
        return  # made by hand at the provider's own console
    refunds = {refund.id for refund in world.store.get(Payment, payment_id).refunds}
    if back.refund not in refunds:
        return
    if back.state == "succeeded":
        happened(world, payment_id, what.Refunded(back.refund))
    elif back.state == "failed":
        happened(world, payment_id, what.RefundFailed(back.refund))
