"""Puts all billers behind one port of the loopback address."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from simulators.billers import doors
from simulators.billers.book import Book
from simulators.billers.habits import Everybody


@dataclass(frozen=True)
class Options:
    """How the simulator is started."""

    port: int
    token: str = "local-billers-token"
    book: Path | None = None


def make_app(options: Options) -> web.Application:
    if options.book:
        options.book.parent.mkdir(parents=True, exist_ok=True)
    app = web.Application()
    app[doors.DESK] = doors.Desk(Book(options.book), Everybody(), options.token, lambda: datetime.now(UTC))
    doors.add_routes(app)
    return app


async def serve(options: Options, stop: asyncio.Event) -> None:
    """Until told to stop."""
    runner = web.AppRunner(make_app(options), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", options.port).start()
        await stop.wait()
    finally:
        await runner.cleanup()
