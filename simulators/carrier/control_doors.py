"""The routes of the control API under /_sim/: JSON in, JSON out, no password."""

import contextlib
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from simulators.carrier.control import Body, Control
from simulators.carrier.exchange import Impossible, Unknown
from simulators.carrier.waiting import follow, wait_for

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def add_routes(app: web.Application, control: Control) -> None:
    doors = Doors(control)
    app.router.add_get("/_sim/health", doors.health)
    app.router.add_get("/_sim/numbers", doors.numbers)
    app.router.add_get("/_sim/handsets", doors.handsets)
    app.router.add_post("/_sim/handsets", guarded(doors.add))
    app.router.add_get("/_sim/handsets/{number}", guarded(doors.handset))
    app.router.add_delete("/_sim/handsets/{number}", guarded(doors.remove))
    app.router.add_get("/_sim/handsets/{number}/await", guarded(doors.wait))
    app.router.add_post("/_sim/handsets/{number}/{verb}", guarded(doors.act))
    app.router.add_get("/_sim/faults", doors.faults)
    app.router.add_post("/_sim/faults", guarded(doors.set_faults))
    app.router.add_delete("/_sim/faults", doors.clear_faults)
    app.router.add_get("/_sim/ledger", doors.ledger)
    app.router.add_get("/_sim/ledger/stream", doors.stream)
    app.router.add_post("/_sim/reset", guarded(doors.reset))


def guarded(handler: Handler) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except Unknown as problem:
            return web.json_response({"error": f"no handset {problem}"}, status=404)
        except Impossible as problem:
            return web.json_response({"error": str(problem)}, status=409)
        except (ValueError, KeyError, TypeError) as problem:
            return web.json_response({"error": f"bad request: {problem}"}, status=400)

    return handle


class Doors:
    """One method per route."""

    def __init__(self, control: Control) -> None:
        self._control = control
        self._board = control.board

    async def health(self, _: web.Request) -> web.Response:
        return web.json_response({"ok": True, "account": self._board.account})

    async def numbers(self, _: web.Request) -> web.Response:
        return _json([vars(number) for number in self._board.book.numbers.values()])

    async def handsets(self, _: web.Request) -> web.Response:
        return _json(self._control.views())

    async def add(self, request: web.Request) -> web.Response:
        return _json(self._control.add_handset(await _body(request)), 201)

    async def handset(self, request: web.Request) -> web.Response:
        return _json(self._control.view(request.match_info["number"]))

    async def remove(self, request: web.Request) -> web.Response:
        return _json(self._control.remove_handset(request.match_info["number"]))

    async def act(self, request: web.Request) -> web.Response:
        verb = self._control.verbs.get(request.match_info["verb"])
        if verb is None:
            return _json({"error": f"verbs: {', '.join(self._control.verbs)}"}, 404)
        number = request.match_info["number"]
        result = verb(number, await _body(request)) or {}
        return _json(result | {"handset": self._control.view(number)})

    async def wait(self, request: web.Request) -> web.Response:
        number = request.match_info["number"]
        self._control.exchange.handset(number)
        reached = await wait_for(self._board, number, request.query)
        return _json({"reached": reached, "handset": self._control.view(number)})

    async def faults(self, _: web.Request) -> web.Response:
        return _json(self._board.faults.view())

    async def set_faults(self, request: web.Request) -> web.Response:
        return _json(self._control.set_faults(await _body(request)))

    async def clear_faults(self, _: web.Request) -> web.Response:
        return _json(self._control.clear_faults())

    async def ledger(self, request: web.Request) -> web.Response:
        return _json(self._board.ledger.since(int(request.query.get("since", "0"))))

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events, one per entry; a negative `since` counts from the end."""
        answer = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await answer.prepare(request)
        with contextlib.suppress(ConnectionResetError):
            async for entry in follow(self._board, int(request.query.get("since", "0"))):
                line = f"data: {json.dumps(entry, ensure_ascii=False)}\n\n" if entry else ": still here\n\n"
                await answer.write(line.encode())
        return answer

    async def reset(self, request: web.Request) -> web.Response:
        return _json(await self._control.reset(await _body(request)))


async def _body(request: web.Request) -> Body:
    """Only application/json is read: a web page elsewhere cannot send that without asking first."""
    if not request.can_read_body:
        return {}
    if request.content_type != "application/json":
        raise ValueError("the body must be application/json")
    body = await request.json()
    if not isinstance(body, dict):
        raise TypeError("the body must be a JSON object")
    return body


def _json(value: Any, status: int = 200) -> web.Response:
    return web.json_response(value, status=status, dumps=lambda one: json.dumps(one, ensure_ascii=False))
