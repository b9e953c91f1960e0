"""The provider's API under its real paths, its payment page, and the control API under ``/control``."""

import asyncio
import gzip
import hashlib
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from aiohttp import web

from simulators.payments import bills, keys, page, papay_doors
from simulators.payments.callbacks import refund as as_refund
from simulators.payments.callbacks import transaction
from simulators.payments.desk import DESK, Desk
from simulators.payments.keys import certificate_pem, public_pem
from simulators.payments.provider import Refused
from simulators.payments.wire import refusal, signed

Answer = tuple[int, Any]
Handle = Callable[[Desk, web.Request, dict[str, Any]], Answer]


def add_routes(app: web.Application) -> None:
    trades = "/v3/pay/transactions"
    for method, path, handle in [
        ("POST", f"{trades}/h5", _order_h5),
        ("POST", f"{trades}/native", _order_native),
        ("GET", f"{trades}/out-trade-no/{{number}}", _query),
        ("POST", f"{trades}/out-trade-no/{{number}}/close", _close),
        ("POST", "/v3/refund/domestic/refunds", _refund),
        ("GET", "/v3/refund/domestic/refunds/{number}", _query_refund),
        ("GET", "/v3/certificates", _certificates),
        ("GET", "/v3/bill/tradebill", _trade_bill),
        *papay_doors.SIGNED,
    ]:
        app.router.add_route(method, path, _signed(handle))
    app.router.add_get("/v3/billdownload/file", _download)
    app.router.add_get("/h5/{token}", _page)
    app.router.add_post("/h5/{token}", _pay)
    app.router.add_get("/papay/{token}", papay_doors.show)
    app.router.add_post("/papay/{token}", papay_doors.agree)
    app.router.add_get("/control", _view)
    app.router.add_post("/control/faults", _faults)
    app.router.add_post("/control/rotate", _rotate)


def _signed(handle: Handle) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def door(request: web.Request) -> web.Response:
        desk, text = request.app[DESK], await request.text()
        if broken := desk.faults.take_api():
            return web.json_response(
                {"code": "SYSTEM_ERROR", "message": "系统异常，请稍后重试"}, status=broken
            )
        why = refusal(
            desk.merchant,
            request.headers.get("Authorization", ""),
            request.method,
            request.path_qs,
            text,
            desk.now(),
        )
        status, told = (
            (401, {"code": "SIGN_ERROR", "message": why}) if why else _done(handle, desk, request, text)
        )
        await asyncio.sleep(desk.faults.api_delay)
        if desk.faults.take_lost():
            if request.transport:
                request.transport.close()
            return web.Response(status=502)
        return _answer(desk, status, told)

    return door


def _done(handle: Handle, desk: Desk, request: web.Request, text: str) -> Answer:
    try:
        return handle(desk, request, json.loads(text) if text else {})
    except Refused as refused:
        return refused.status, {"code": refused.code, "message": refused.message}
    except (KeyError, TypeError, ValueError):
        return 400, {"code": "PARAM_ERROR", "message": "参数错误"}


def _answer(desk: Desk, status: int, told: Any) -> web.Response:
    body = "" if status == 204 else json.dumps(told, ensure_ascii=False)
    signer = keys.platform() if desk.faults.bad_signature else desk.platform
    headers = signed(signer, body, desk.now()) | {"Wechatpay-Serial": desk.platform.serial}
    return web.Response(status=status, text=body, content_type="application/json", headers=headers)


def _order_h5(desk: Desk, request: web.Request, wanted: dict[str, Any]) -> Answer:
    if not wanted.get("scene_info", {}).get("payer_client_ip"):
        raise Refused(400, "PARAM_ERROR", "缺少 payer_client_ip")
    order = desk.provider.order("MWEB", wanted)
    return 200, {"h5_url": f"{request.scheme}://{request.host}/h5/{order.token}"}


def _order_native(desk: Desk, request: web.Request, wanted: dict[str, Any]) -> Answer:
    order = desk.provider.order("NATIVE", wanted)
    return 200, {"code_url": f"{request.scheme}://{request.host}/h5/{order.token}"}


def _query(desk: Desk, request: web.Request, _: dict[str, Any]) -> Answer:
    return 200, transaction(desk.merchant, desk.provider.find(request.match_info["number"]))


def _close(desk: Desk, request: web.Request, _: dict[str, Any]) -> Answer:
    desk.provider.close(request.match_info["number"])
    return 204, None


def _refund(desk: Desk, _: web.Request, wanted: dict[str, Any]) -> Answer:
    return 200, _told(desk, desk.provider.refund(wanted))


def _query_refund(desk: Desk, request: web.Request, _: dict[str, Any]) -> Answer:
    return 200, _told(desk, desk.provider.find_refund(request.match_info["number"]))


def _told(desk: Desk, it: Any) -> dict[str, Any]:
    told = as_refund(desk.merchant, it)
    return {**told, "status": told.pop("refund_status")}


def _certificates(desk: Desk, _: web.Request, __: dict[str, Any]) -> Answer:
    data = [
        {
            "serial_no": it.serial,
            "effective_time": it.certificate.not_valid_before_utc.isoformat(),
            "expire_time": it.certificate.not_valid_after_utc.isoformat(),
            "encrypt_certificate": desk.merchant.seal(certificate_pem(it), "certificate"),
        }
        for it in desk.platforms
    ]
    return 200, {"data": data}


def _trade_bill(desk: Desk, request: web.Request, _: dict[str, Any]) -> Answer:
    day = request.query["bill_date"]
    text = _bill(desk, day)
    if text.count("\n") <= 3:
        raise Refused(404, "NO_STATEMENT_EXIST", "账单文件不存在")
    address = f"{request.scheme}://{request.host}/v3/billdownload/file?token={quote(day)}"
    return 200, {"download_url": address, "hash_type": "SHA1", "hash_value": _sha1(text)}


async def _download(request: web.Request) -> web.Response:
    return web.Response(
        body=gzip.compress(_bill(request.app[DESK], request.query["token"]).encode()),
        content_type="application/gzip",
    )


def _bill(desk: Desk, day: str) -> str:
    return "\r\n".join(bills.lines(desk.book, desk.merchant, day)) + "\r\n"


def _sha1(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


async def _page(request: web.Request) -> web.Response:
    desk, token = request.app[DESK], request.match_info["token"]
    order = desk.book.by_token(token)
    if order is None:
        return web.Response(status=404, text="订单不存在")
    back = request.query.get("redirect_url", "")
    action = f"/h5/{token}?redirect_url={quote(back, safe='')}"
    text = page.show(order.description, order.total, order.state, action, back)
    return web.Response(text=text, content_type="text/html")


async def _pay(request: web.Request) -> web.Response:
    try:
        request.app[DESK].provider.pay(request.match_info["token"])
    except Refused as refused:
        return web.Response(status=refused.status, text=refused.message)
    raise web.HTTPSeeOther(request.path_qs)


async def _view(request: web.Request) -> web.Response:
    desk = request.app[DESK]
    seen = desk.book.view() | {
        "faults": desk.faults.model_dump(),
        "callbacks": desk.callbacks.tried,
        "serial": desk.platform.serial,
        "public_key": public_pem(desk.platform),
    }
    return web.json_response(seen)


async def _faults(request: web.Request) -> web.Response:
    """``{}`` clears them all."""
    desk, wanted = request.app[DESK], await request.json()
    try:
        desk.faults.change(wanted) if wanted else desk.faults.clear()
    except ValueError as wrong:
        return web.json_response({"detail": str(wrong)}, status=422)
    return web.json_response(desk.faults.model_dump())


async def _rotate(request: web.Request) -> web.Response:
    """A new certificate signs from now on; the old one is still offered."""
    desk = request.app[DESK]
    desk.platforms.insert(0, keys.platform())
    return web.json_response({"serial": desk.platform.serial})
