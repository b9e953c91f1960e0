"""The operators' day: sums, stuck payments, refunds that citizens ask for or that failed."""

from chalicelib.errors import NotFound
from chalicelib.http import Caller
from chalicelib.world import World

from ..model.payment import Payment
from ..model.refund_request import Decline, RefundRequest
from ..model.shown import Operations
from ..use_cases import refunding, showing
from .doors import DESK, routes


@routes.post("/operations/refunds/{payment_id}/{line}/approve", then=lambda _: DESK, status=200)
def approve(world: World, caller: Caller, payment_id: str, line: str) -> RefundRequest:
    return refunding.approve(world, caller, payment_id, _number(line))


@routes.post("/operations/refunds/{payment_id}/{line}/decline", then=lambda _: DESK, status=200)
def decline(world: World, caller: Caller, payment_id: str, line: str, why: Decline) -> RefundRequest:
    return refunding.decline(world, caller, payment_id, _number(line), why)


@routes.post("/operations/payments/{payment_id}/{refund_id}/again", then=lambda _: DESK, status=200)
def again(world: World, caller: Caller, payment_id: str, refund_id: str) -> Payment:
    return refunding.again(world, caller, payment_id, refund_id)


@routes.get("/operations", page="operations.html")
def operations(world: World, caller: Caller) -> Operations:
    return showing.operations(world, caller)


def _number(written: str) -> int:
    if not written.isdecimal():
        raise NotFound("没有这张账单。")
    return int(written)
