"""Payments: begun, paid on this phone or by a code that another one scans, followed, given back; and the provider's callbacks."""

from pydantic import BaseModel

from chalicelib.http import Caller, File, Redirect, Sent, Visitor
from chalicelib.world import World

from ..model.bill import Chosen
from ..model.payment import Payment
from ..model.refund_request import RefundRequest, Wish
from ..model.shown import Code, History, Told
from ..use_cases import hearing, receipts, refunding, scanning, showing, starting
from .doors import A_DAY, HOME, onward, routes


class PageQuery(BaseModel):
    cursor: str | None = None


@routes.post("/payments", page="home.html", then=lambda it: f"{HOME}/payments/{it.id}", limit=A_DAY)
def start(world: World, caller: Caller, chosen: Chosen) -> Payment:
    """A browser sees the sum first; no form leads to the provider's page, as our pages let none leave us."""
    return starting.start(world, caller.id, chosen.bills)


@routes.get("/payments", page="history.html")
def history(world: World, caller: Caller, query: PageQuery) -> History:
    return showing.history(world, caller.id, query.cursor)


@routes.get("/payments.csv")
def export(world: World, caller: Caller) -> File:
    return File(showing.export(world, caller.id), "text/csv; charset=utf-8", "缴费记录.csv")


@routes.get("/payments/{payment_id}", page="payment.html")
def follow(world: World, caller: Caller, payment_id: str) -> Told:
    return showing.follow(world, caller.id, payment_id)


@routes.get("/payments/{payment_id}/go")
def go(world: World, caller: Caller, visitor: Visitor, payment_id: str) -> Redirect:
    """On to the provider's page, from where the browser comes back to the payment."""
    page = starting.go_on(world, caller.id, payment_id, "browser", visitor.address)
    return onward(world, page, f"{HOME}/payments/{payment_id}")


@routes.get("/payments/{payment_id}/code", page="code.html")
def code(world: World, caller: Caller, visitor: Visitor, payment_id: str) -> Code:
    """To be paid with another phone; the page finds out by itself."""
    return scanning.code(world, caller.id, payment_id, visitor.address)


@routes.post("/payments/{payment_id}/again", then=lambda it: f"{HOME}/payments/{it.id}", limit=A_DAY)
def again(world: World, caller: Caller, payment_id: str) -> Payment:
    return scanning.begun_anew(world, caller.id, payment_id)


@routes.get("/payments/{payment_id}/receipt.pdf")
def receipt(world: World, caller: Caller, payment_id: str) -> File:
    return File(receipts.receipt(world, caller.id, payment_id), "application/pdf", "缴费收据.pdf")


@routes.post("/payments/{payment_id}/refund", then=lambda it: f"{HOME}/payments/{it.id}", limit=A_DAY)
def ask_back(world: World, caller: Caller, payment_id: str, wish: Wish) -> RefundRequest:
    return refunding.ask(world, caller.id, payment_id, wish)


@routes.message("/callbacks")
def callback(world: World, sent: Sent) -> None:
    hearing.hear(world, sent.headers, sent.body)
