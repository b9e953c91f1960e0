"""A receipt: what was paid to whom, as one page of PDF."""

from chalicelib.errors import Conflict
from chalicelib.filters import local_date, yuan
from chalicelib.paper import Sheet
from chalicelib.paper.sheet import GREEN, GREY, WIDTH
from chalicelib.world import World

from ..model.payment import Payment
from . import starting

LEFT, RIGHT, BODY = 30.0, 180.0, 4.8


def receipt(world: World, citizen_id: str, payment_id: str) -> bytes:
    """Raises NotFound, and Conflict while nothing has arrived at a biller."""
    payment = starting.owned(world, citizen_id, payment_id)
    if not any(line.status == "posted" for line in payment.lines) or payment.paid is None:
        raise Conflict("缴费单位还没有入账，入账后就有收据。")
    return draw(payment)


def draw(payment: Payment) -> bytes:
    posted = [line for line in payment.lines if line.status == "posted"]
    sheet = Sheet("缴费收据")
    sheet.line("缴费收据", WIDTH / 2, 44, 9, "centre", GREEN)
    sheet.line(f"编号 {payment.id}", WIDTH / 2, 54, 3.8, "centre", GREY)
    sheet.line(f"付款日期 {local_date(payment.paid or payment.created)}", LEFT, 74, BODY)
    sheet.rule(LEFT, 80, RIGHT - LEFT)
    y = 92.0
    for line in posted:
        sheet.line(f"{line.title} {line.period}", LEFT, y, BODY)
        sheet.line(yuan(line.amount), RIGHT, y, BODY, "right")
        y += 11
    sheet.rule(LEFT, y - 5, RIGHT - LEFT)
    sheet.line("合计", LEFT, y + 6, BODY)
    sheet.line(yuan(sum(line.amount for line in posted)), RIGHT, y + 6, 6, "right")
    sheet.line("款项已由缴费单位入账。发票请向缴费单位开具。", LEFT, y + 22, 3.8, colour=GREY)
    return sheet.bytes()
