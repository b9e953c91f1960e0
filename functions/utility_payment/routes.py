"""The doors: a citizen's accounts and payments, the provider's callbacks, the operators' day."""

from datetime import date, timedelta
from typing import Literal
from urllib.parse import quote

from pydantic import BaseModel

from chalicelib.errors import NotFound
from chalicelib.http import Caller, File, Limit, Redirect, Routes, Sent, Visitor
from chalicelib.world import World

from .limits import LIMITS
from .model.account import CITIES, Account, Binding, Reminding
from .model.bill import BillStatement, Chosen
from .model.payment import Payment
from .model.reconciliation import Proposal, Unexplained
from .model.refund_request import Decline, RefundRequest, Wish
from .model.shown import Blank, History, Home, Left, Operations, Reconciliations, Told
from .use_cases import accounts, hearing, receipts, reconciling, refunding, showing, starting

routes = Routes(__name__)
HOME, DESK = "/pay", "/pay/operations"
A_DAY = Limit(LIMITS["payments_a_day"], timedelta(days=1), per="caller")


class PageQuery(BaseModel):
    cursor: str | None = None


class WayQuery(BaseModel):
    way: Literal["browser", "code"] = "browser"


@routes.get("/", page="home.html")
def home(world: World, caller: Caller) -> Home:
    return Home(statements=accounts.overview(world, caller.id))


@routes.get("/accounts/new", page="bind.html")
def blank(caller: Caller) -> Blank:  # noqa: ARG001 - only who is signed in
    return Blank(cities=CITIES)


@routes.post("/accounts/new", page="bind.html", then=lambda it: f"{HOME}/accounts/{it.id}")
def bind(world: World, caller: Caller, wanted: Binding) -> Account:
    return accounts.bind(world, caller.id, wanted)


@routes.get("/accounts/{account_id}", page="account.html")
def account(world: World, caller: Caller, account_id: str) -> BillStatement:
    return accounts.statement(world, accounts.owned(world, caller.id, account_id))


@routes.post("/accounts/{account_id}/remind", then=lambda it: f"{HOME}/accounts/{it.id}", status=200)
def remind(world: World, caller: Caller, account_id: str, wish: Reminding) -> Account:
    return accounts.remind(world, caller.id, account_id, wish)


@routes.get("/accounts/{account_id}/unbind", page="unbind.html")
def confirm(world: World, caller: Caller, account_id: str) -> Left:
    """Asked before it is done, as nobody knows their number by heart."""
    return Left(account=accounts.owned(world, caller.id, account_id))


@routes.post("/accounts/{account_id}/unbind", then=lambda _: HOME, status=200)
def unbind(world: World, caller: Caller, account_id: str) -> Left:
    return Left(account=accounts.unbind(world, caller.id, account_id))


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
def go(world: World, caller: Caller, visitor: Visitor, payment_id: str, query: WayQuery) -> Redirect:
    """On to the provider's page, from where the browser comes back to the payment."""
    here = f"{HOME}/payments/{payment_id}"
    page = starting.go_on(world, caller.id, payment_id, query.way, visitor.address)
    if not page:
        return Redirect(here)
    return Redirect(
        f"{page}{'&' if '?' in page else '?'}redirect_url={quote(world.public_url + here, safe='')}"
    )


@routes.get("/payments/{payment_id}/receipt.pdf")
def receipt(world: World, caller: Caller, payment_id: str) -> File:
    return File(receipts.receipt(world, caller.id, payment_id), "application/pdf", "缴费收据.pdf")


@routes.post("/payments/{payment_id}/refund", then=lambda it: f"{HOME}/payments/{it.id}", limit=A_DAY)
def ask_back(world: World, caller: Caller, payment_id: str, wish: Wish) -> RefundRequest:
    return refunding.ask(world, caller.id, payment_id, wish)


@routes.message("/callbacks")
def callback(world: World, sent: Sent) -> None:
    hearing.hear(world, sent.headers, sent.body)


@routes.get("/reconciliation", page="reconciliation.html")
def reconciliation(world: World, caller: Caller) -> Reconciliations:
    return Reconciliations(
        days=reconciling.recent(world, caller), open=reconciling.unexplained(world, caller)
    )


@routes.post("/reconciliation/{day}/{part}/propose", then=lambda _: f"{HOME}/reconciliation", status=200)
def propose(world: World, caller: Caller, day: str, part: str, proposal: Proposal) -> Unexplained:
    return reconciling.propose(world, caller, _day(day), part, proposal)


@routes.post("/reconciliation/{day}/{part}/settle", then=lambda _: f"{HOME}/reconciliation", status=200)
def settle(world: World, caller: Caller, day: str, part: str) -> Unexplained:
    return reconciling.settle(world, caller, _day(day), part)


def _number(written: str) -> int:
    if not written.isdecimal():
        raise NotFound("没有这张账单。")
    return int(written)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise NotFound("没有这一天的对账。") from None


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
