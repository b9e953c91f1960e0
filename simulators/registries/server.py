"""Puts the registries and the control API behind one port."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from simulators.registries import generator, named
from simulators.registries.answers import REGISTRIES
from simulators.registries.control import Control
from simulators.registries.keys import Keys
from simulators.registries.people import Population
from simulators.registries.registry import Registries

PATH = "/r1/{instance}/{members}/{registry}/{subsystem}/{service}"


@dataclass(frozen=True)
class Options:
    """How the simulator is started; port 0 takes a free one."""

    port: int
    keys: Path | None = None
    households: int = 2400
    seed: int = 34


def make_app(options: Options) -> web.Application:
    people = Population(named.households() + generator.households(options.seed, options.households))
    registries = Registries(people, Keys(REGISTRIES, options.keys))
    app = web.Application()
    app.router.add_post(PATH, registries.answer)
    Control(registries, f"http://127.0.0.1:{options.port}").add_routes(app)
    return app


async def serve(options: Options, stop: asyncio.Event, started: asyncio.Event | None = None) -> None:
    """Listens on the loopback address only, until told to stop."""
    runner = web.AppRunner(make_app(options), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", options.port).start()
        if started is not None:
            started.set()
        await stop.wait()
    finally:
        await runner.cleanup()
