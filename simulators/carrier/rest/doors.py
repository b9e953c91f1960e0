"""The routes of the REST API, behind basic authentication, faults on demand and Twilio-shaped refusals."""

import base64
import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from simulators.carrier.board import Board
from simulators.carrier.codes import Refused
from simulators.carrier.exchange import Exchange
from simulators.carrier.rest.calls import Calls
from simulators.carrier.rest.contract import Contract
from simulators.carrier.rest.messages import Messages
from simulators.carrier.rest.numbers import Numbers
from simulators.carrier.rest.resource import Asked, Form, Resource

PREFIX = "/2010-04-01/Accounts/{account}"
_FAULT_CODES = {429: 20429, 500: 20500, 503: 20503}
Act = Callable[[Asked], Any]


class Doors:
    """One door for all: who are you, does the fault let you in, is your request well formed."""

    def __init__(self, board: Board, contract: Contract) -> None:
        self._board = board
        self._contract = contract

    async def enter(self, request: web.Request, act: Act, status: int) -> web.Response:
        form = Form.of(await request.post())
        try:
            self._admit(request)
            self._contract.check(request, form)
            body = act(Asked(request.path, request.match_info.get("sid", ""), request.query, form))
        except Refused as no:
            self._note(request, form, no.status, no.code)
            headers = {"Retry-After": "1"} if no.status in {429, 503} else {}
            return web.json_response(no.body(), status=no.status, headers=headers)
        self._note(request, form, status, None)
        return web.Response(status=204) if body is None else web.json_response(body, status=status)

    def _admit(self, request: web.Request) -> None:
        fault = self._board.faults.take_rest()
        if fault:
            raise Refused(_FAULT_CODES[fault])
        expected = base64.b64encode(f"{self._board.account}:{self._board.token}".encode()).decode()
        given = request.headers.get("Authorization", "").removeprefix("Basic ")
        if not hmac.compare_digest(given.encode(), expected.encode()):
            raise Refused(20003)
        if request.match_info["account"] != self._board.account:
            raise Refused(20404, request.path)

    def _note(self, request: web.Request, form: Form, status: int, code: int | None) -> None:
        self._board.ledger.write(
            "api", method=request.method, path=request.path, form=form.all(), status=status, code=code
        )

    def door(self, act: Act, status: int = 200) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            return await self.enter(request, act, status)

        return handle


def add_routes(app: web.Application, exchange: Exchange, contract: Contract) -> None:
    board = exchange.board
    doors = Doors(board, contract)
    resources: dict[str, Resource] = {
        "Calls": Calls(exchange),
        "Messages": Messages(board),
        "IncomingPhoneNumbers": Numbers(board),
    }
    for name, resource in resources.items():
        many, one = f"{PREFIX}/{name}.json", f"{PREFIX}/{name}/{{sid}}.json"
        app.router.add_post(many, doors.door(resource.create, 201))
        app.router.add_get(many, doors.door(resource.list))
        app.router.add_get(one, doors.door(resource.fetch))
        app.router.add_post(one, doors.door(resource.update))
        app.router.add_delete(one, doors.door(resource.delete))
    app.router.add_route("*", "/2010-04-01/{rest:.*}", _nothing_here)


async def _nothing_here(request: web.Request) -> web.Response:
    no = Refused(20404, request.path)
    return web.json_response(no.body(), status=no.status)
