"""Give a posted bill back at the citizen's request: two operators agree, the biller gives it back, the provider pays it out."""

from chalicelib.errors import Busy, Conflict, NotYours
from chalicelib.identity import Caller, require
from chalicelib.ports.billers import Unreachable
from chalicelib.world import World

from ..model.payment import Payment
from ..model.refund_request import OPEN, Decline, RefundRequest, Wish
from ..rules.happenings import RefundAgain, Reversed
from . import starting
from .moving import happened

BILLER_SAYS_NO = "缴费单位核对后没有同意退费。"


def ask(world: World, citizen_id: str, payment_id: str, wish: Wish) -> RefundRequest:
    """Asking again while it is open is the same request; raises Conflict where there is nothing to give back."""
    payment = starting.owned(world, citizen_id, payment_id)
    if wish.line >= len(payment.lines) or payment.lines[wish.line].status != "posted":
        raise Conflict("这张账单还没有入账，或者已经退过了。")
    known = world.store.find(RefundRequest, payment_id, str(wish.line))
    if known and known.is_open:
        return known
    line = payment.lines[wish.line]
    request = RefundRequest(
        id=payment_id,
        version=known.version if known else None,
        line=wish.line,
        citizen_id=citizen_id,
        words=wish.words,
        asked=world.now(),
        title=f"{line.title} {line.period}",
        amount=line.amount,
    )
    world.store.commit(request)
    return request


def of_payment(world: World, payment_id: str) -> list[RefundRequest]:
    return world.store.parts(RefundRequest, payment_id)


def open_requests(world: World, caller: Caller) -> list[RefundRequest]:
    require(caller, "operator")
    return world.store.page(RefundRequest, OPEN, limit=100, newest_first=False).items


def approve(world: World, caller: Caller, payment_id: str, line: int) -> RefundRequest:
    """The first operator agrees; the second one's agreement asks the biller, and moves the payment."""
    request = _open(world, caller, payment_id, line)
    if request.status == "asked":
        return _to(world, request, status="approved", approved_by=caller.id)
    if request.approved_by == caller.id:
        raise NotYours("需要另一位工作人员复核。")
    return _give_back(world, request, caller.id)


def _give_back(world: World, request: RefundRequest, by: str) -> RefundRequest:
    """The biller first: money that it keeps is not ours to give."""
    line = world.store.get(Payment, request.id).lines[request.line]
    try:
        given = world.billers.reverse(line.biller, line.reference, line.amount)
    except Unreachable:
        raise Busy("缴费单位的系统正忙，请稍后再点一次。", 60) from None
    if not given:
        return _to(world, request, status="declined", settled_by=by, answer=BILLER_SAYS_NO)
    happened(world, request.id, Reversed(request.line))
    return _to(world, request, status="returned", settled_by=by)


def decline(world: World, caller: Caller, payment_id: str, line: int, why: Decline) -> RefundRequest:
    request = _open(world, caller, payment_id, line)
    return _to(world, request, status="declined", settled_by=caller.id, answer=why.answer)


def again(world: World, caller: Caller, payment_id: str, refund_id: str) -> Payment:
    """The provider could not pay it out, an operator has seen to it: ask once more under the same number."""
    require(caller, "operator")
    return happened(world, payment_id, RefundAgain(refund_id))


def _open(world: World, caller: Caller, payment_id: str, line: int) -> RefundRequest:
    require(caller, "operator")
    request = world.store.get(RefundRequest, payment_id, str(line))
    if not request.is_open:
        raise Conflict("这一条已经处理完了。")
    return request


def _to(world: World, request: RefundRequest, **changes: str) -> RefundRequest:
    changed = request.model_copy(update=changes)
    world.store.commit(changed)
    return changed
