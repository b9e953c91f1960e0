"""Puts the engine, the REST API, the control API and the page behind one port."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from simulators.carrier import control_doors
from simulators.carrier.board import make_board
from simulators.carrier.book import Book
from simulators.carrier.clock import Clock
from simulators.carrier.control import Control
from simulators.carrier.exchange import Exchange
from simulators.carrier.ledger import Ledger
from simulators.carrier.network import HttpNetwork
from simulators.carrier.page import routes as page
from simulators.carrier.rest import doors
from simulators.carrier.rest.contract import Contract


@dataclass(frozen=True)
class Options:
    """How the simulator is started."""

    port: int
    account: str
    token: str
    ledger: Path | None = None
    openapi: Path | None = None
    strict: bool = False
    speech_rate: float = 8.0


async def make_app(options: Options) -> web.Application:
    """Needs a running loop: the clock is the loop's."""
    network, clock = HttpNetwork(), Clock()
    book = Book(options.ledger.with_suffix(".book.json") if options.ledger else None)
    ledger = Ledger(options.ledger, clock)
    board = make_board(options.account, options.token, network, ledger, book, clock)
    board.speech_rate = options.speech_rate
    exchange = Exchange(board)
    app = web.Application()
    doors.add_routes(app, exchange, Contract(options.openapi, strict=options.strict))
    control_doors.add_routes(app, Control(exchange))
    page.add_routes(app)

    async def lifetime(_: web.Application) -> AsyncIterator[None]:
        yield
        await board.background.stop()
        await network.close()
        ledger.close()

    app.cleanup_ctx.append(lifetime)
    return app


async def serve(options: Options, stop: asyncio.Event, started: asyncio.Event | None = None) -> None:
    """Listens on the loopback address only, until told to stop."""
    runner = web.AppRunner(await make_app(options), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", options.port).start()
        if started is not None:
            started.set()
        await stop.wait()
    finally:
        await runner.cleanup()
