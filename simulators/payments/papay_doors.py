"""委托代扣 under its real paths, and its signing page."""

from typing import Any
from urllib.parse import quote

from aiohttp import web

from simulators.payments import page
from simulators.payments.callbacks import contract
from simulators.payments.desk import DESK, Desk
from simulators.payments.provider import Refused

Answer = tuple[int, Any]
CODE = "/v3/papay/sign/contracts/plan-id/{plan}/out-contract-code/{code}"


def sign(desk: Desk, request: web.Request, wanted: dict[str, Any]) -> Answer:
    made = desk.papay.prepare(wanted)
    return 200, {"redirect_url": f"{request.scheme}://{request.host}/papay/{made.token}"}


def look(desk: Desk, request: web.Request, _: dict[str, Any]) -> Answer:
    return 200, contract(desk.merchant, desk.papay.find(request.match_info["code"]))


def end(desk: Desk, request: web.Request, _: dict[str, Any]) -> Answer:
    desk.papay.terminate(request.match_info["code"])
    return 204, None


def announce(desk: Desk, request: web.Request, wanted: dict[str, Any]) -> Answer:
    desk.papay.announce(request.match_info["number"], wanted)
    return 204, None


def debit(desk: Desk, _: web.Request, wanted: dict[str, Any]) -> Answer:
    desk.papay.debit(wanted)
    return 204, None


SIGNED = [
    ("POST", "/v3/papay/scheduled-deduct-sign/contracts/pre-entrust-sign/h5", sign),
    ("GET", CODE, look),
    ("POST", f"{CODE}/terminate", end),
    ("POST", "/v3/papay/contracts/{number}/notify", announce),
    ("POST", "/v3/papay/pay/transactions/apply", debit),
]


async def show(request: web.Request) -> web.Response:
    desk, token = request.app[DESK], request.match_info["token"]
    found = desk.book.contract_by_token(token)
    if found is None:
        return web.Response(status=404, text="签约会话不存在")
    back = request.query.get("redirect_url", "")
    action = f"/papay/{token}?redirect_url={quote(back, safe='')}"
    return web.Response(
        text=page.contract(found.display, found.state, action, back), content_type="text/html"
    )


async def agree(request: web.Request) -> web.Response:
    """Signed; or ended by its payer, in the provider's own wallet."""
    desk, given = request.app[DESK], await request.post()
    found = desk.book.contract_by_token(request.match_info["token"])
    try:
        if given.get("deed") == "end" and found is not None:
            desk.papay.terminate(found.out_contract_code, "USER_TERMINATE")
        else:
            desk.papay.sign(request.match_info["token"])
    except Refused as refused:
        return web.Response(status=refused.status, text=refused.message)
    raise web.HTTPSeeOther(request.path_qs)
