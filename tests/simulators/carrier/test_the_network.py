"""The real network: addresses arrive as they were signed, and its failures have the right names."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web

from simulators.carrier.network import HttpNetwork
from simulators.carrier.wire import Letter, Reply, TooSlow, Unreachable
from tests.simulators.carrier.ports import PRODUCT as PORT

Handler = Callable[[web.Request], Awaitable[web.Response]]


def send(handler: Handler | None, url: str, *, method: str = "POST", read: float = 5) -> Reply:
    """The reply of a product that answers with this handler; without one, nobody listens."""

    async def exchange() -> Reply:
        app = web.Application()
        if handler is not None:
            app.router.add_route("*", "/{path:.*}", handler)
        runner, network = web.AppRunner(app, shutdown_timeout=0.1), HttpNetwork()
        await runner.setup()
        try:
            if handler is not None:
                await web.TCPSite(runner, "127.0.0.1", PORT).start()
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            return await network(Letter(method, url, "To=%2B65", headers, 1, read))
        finally:
            await network.close()
            await runner.cleanup()

    return asyncio.run(exchange())


async def echo(request: web.Request) -> web.Response:
    form = await request.post()
    return web.Response(text=f"{request.method} {request.raw_path} {form.get('To')}", content_type="text/xml")


def test_the_address_arrives_exactly_as_it_was_signed() -> None:
    reply = send(echo, f"http://127.0.0.1:{PORT}/a%2Fb?case=%E7%94%B2&to=%2B65&empty=")
    assert reply == Reply(200, "text/xml", "POST /a%2Fb?case=%E7%94%B2&to=%2B65&empty= +65")


def test_a_get_has_no_body() -> None:
    assert send(echo, f"http://127.0.0.1:{PORT}/a?x=1", method="GET").body == "GET /a?x=1 None"


def test_nobody_listening_is_unreachable() -> None:
    with pytest.raises(Unreachable):
        send(None, f"http://127.0.0.1:{PORT}/")


def test_an_answer_that_takes_too_long_is_too_slow() -> None:
    async def sleepy(_: web.Request) -> web.Response:
        await asyncio.sleep(5)
        return web.Response()

    with pytest.raises(TooSlow):
        send(sleepy, f"http://127.0.0.1:{PORT}/", read=0.05)


def test_something_that_does_not_speak_http_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", PORT)) as listener:
        listener.settimeout(5)

        async def exchange() -> None:
            network = HttpNetwork()
            try:
                sending = asyncio.ensure_future(
                    network(Letter("POST", f"http://127.0.0.1:{PORT}/", "", {}, 1, 5))
                )
                caller, _ = await asyncio.to_thread(listener.accept)
                caller.sendall(b"SSH-2.0-OpenSSH\r\n\r\n")
                caller.close()
                await sending
            finally:
                await network.close()

        with pytest.raises(Unreachable):
            asyncio.run(exchange())
