"""Puts the provider behind one port of the loopback address."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from simulators.payments import doors
from simulators.payments.desk import DESK, Desk

PATIENCE = ClientTimeout(total=5)  # seconds that a merchant may take to answer a callback


@dataclass(frozen=True)
class Options:
    """How the simulator is started."""

    port: int
    folder: Path | None = None


class Network:
    """Posts callbacks over HTTP."""

    def __init__(self) -> None:
        self._session: ClientSession | None = None

    async def send(self, address: str, body: str, headers: dict[str, str]) -> int:
        if self._session is None:
            self._session = ClientSession(timeout=PATIENCE)
        try:
            async with self._session.post(address, data=body.encode(), headers=headers) as answer:
                return answer.status
        except (TimeoutError, ClientError):
            return 0

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


async def make_app(options: Options) -> web.Application:
    network = Network()
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
    desk = Desk(options.folder, network.send, lambda: datetime.now(UTC))
    app = web.Application()
    app[DESK] = desk
    doors.add_routes(app)

    async def lifetime(_: web.Application) -> AsyncIterator[None]:
        yield
        await desk.callbacks.stop()
        await network.close()

    app.cleanup_ctx.append(lifetime)
    return app


async def serve(options: Options, stop: asyncio.Event, started: asyncio.Event | None = None) -> None:
    """Until told to stop."""
    runner = web.AppRunner(await make_app(options), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", options.port).start()
        if started is not None:
            started.set()
        await stop.wait()
    finally:
        await runner.cleanup()
