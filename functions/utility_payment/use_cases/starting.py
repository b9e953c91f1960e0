"""Begin to pay: the amounts are the biller's, never the browser's; a bill in another payment's hands is not taken."""

import json
from datetime import timedelta

from chalicelib.errors import Busy, Conflict, NotFound
from chalicelib.ports import payments as provider
from chalicelib.ports.payments import Wanted, Way
from chalicelib.store import Change
from chalicelib.world import World

from ..events import Started
from ..limits import LIMITS
from ..model.bill import Claim, claim_of
from ..model.payment import Line, Payment
from ..model.unfinished import Unfinished
from ..rules.happenings import Ordered
from . import accounts
from .moving import happened

OTHERWISE = "这一笔已经用另一种方式打开了付款，请接着用那一种，或者在缴费页面换一种方式。"
TAKEN = "这张账单正在支付或者刚刚付过，请在“缴费记录”里查看。"


def start(world: World, citizen_id: str, chosen: list[str]) -> Payment:
    """Payment, claims on its bills, and the fact, in one transaction; raises Conflict where a bill is taken."""
    payment, changes = prepared(world, citizen_id, chosen)
    try:
        world.store.commit(*changes)
    except Conflict:
        raise Conflict(TAKEN) from None
    return payment


def prepared(
    world: World, citizen_id: str, chosen: list[str], contract: str = ""
) -> tuple[Payment, list[Change]]:
    """The payment, and what its beginning writes. ``contract``: the leave under which it is debited."""
    payment_id, now = world.new_id(), world.now()
    numbers: dict[str, list[str]] = {}
    lines = [
        _line(world, citizen_id, f"{payment_id}-{i}", one, numbers)
        for i, one in enumerate(sorted(set(chosen)))
    ]
    payment = Payment(
        id=payment_id,
        citizen_id=citizen_id,
        amount=sum(line.amount for line in lines),
        lines=lines,
        created=now,
        until=now + timedelta(minutes=LIMITS["payment_minutes"]),
        numbers=json.dumps(numbers),
        contract=contract,
    )
    claims = [Claim(id=claim_of(line.biller, line.bill_id), payment_id=payment_id) for line in lines]
    waiting = Unfinished(
        id=payment_id, since=now, look=payment.until, status=payment.status, amount=payment.amount
    )
    told = Started(
        case_id=payment_id, at=now, owner_id=citizen_id, status=payment.status, amount=payment.amount
    )
    return payment, [payment, *claims, waiting, told]


def _line(world: World, citizen_id: str, reference: str, chosen: str, numbers: dict[str, list[str]]) -> Line:
    account_id, bill_id = chosen.split("/")
    account = accounts.owned(world, citizen_id, account_id)
    statement = accounts.statement(world, account)
    if not statement.reachable:
        raise Busy(f"{account.title}的系统正忙，请稍后再试，或者先付其他账单。", 30)
    bill = next((it for it in statement.bills if it.bill_id == bill_id), None)
    if bill is None:
        raise NotFound("这张账单已经付过了，或者缴费单位已经更新，请刷新后再看。")
    if bill.paying:
        raise Conflict(TAKEN)
    numbers[reference] = [account.number, bill.theirs]
    return Line(
        bill_id=bill.bill_id,
        biller=account.biller,
        account_id=account.id,
        amount=bill.amount,
        reference=reference,
        title=account.title,
        period=bill.period,
    )


def owned(world: World, citizen_id: str, payment_id: str) -> Payment:
    """Raises NotFound."""
    payment = world.store.find(Payment, payment_id)
    if payment is None or payment.citizen_id != citizen_id:
        raise NotFound("没有找到您要的内容，请检查后重试。")
    return payment


def go_on(world: World, citizen_id: str, payment_id: str, way: Way, address: str) -> str:
    """Where the citizen pays; "" where there is nothing to pay any more. The provider knows the order by our number."""
    payment = owned(world, citizen_id, payment_id)
    if payment.contract or payment.status not in {"created", "pending"} or payment.until <= world.now():
        return ""
    if payment.way not in {None, way}:
        raise Conflict(OTHERWISE)
    if payment.way is None:
        world.store.commit(payment := payment.model_copy(update={"way": way}))
    try:
        page = world.payments.order(wanted(world, payment, address))
    except provider.Unreachable:
        raise Busy("支付系统正忙，没有扣款，请稍后再试。", 10) from None
    if page:
        happened(world, payment.id, Ordered())
    return page


def wanted(world: World, payment: Payment, address: str = "127.0.0.1") -> Wanted:
    return Wanted(
        order=payment.id,
        amount=payment.amount,
        description=f"水电气缴费（{len(payment.lines)} 张账单）",
        until=payment.until,
        callback=f"{world.public_url}/pay/callbacks",
        way=payment.way or "browser",
        address=address,
    )
