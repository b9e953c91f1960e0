"""The registries, running in a thread of their own, and what people and tests do with them."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import requests

from local.private import free_ports
from simulators.registries.client import Registries
from simulators.registries.server import Options, serve

CLIENT = "AH/GOV/tongban/public-housing"


class Office:
    """``url`` is where it listens."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def sim(self, path: str, content: Any = None, method: str = "") -> Any:
        method = method or ("POST" if content is not None else "GET")
        return requests.request(method, f"{self.url}/_sim/{path}", json=content, timeout=10)

    def fault(self, kind: str, **more: Any) -> None:
        assert self.sim("faults", {"kind": kind} | more).status_code == 200

    def ask(self, service: str, body: Any, **headers: str) -> requests.Response:
        registry, _, name = service.partition("/")
        return requests.post(
            f"{self.url}/r1/AH/GOV/{registry}/registry/{name}",
            data=body if isinstance(body, bytes) else json.dumps(body),
            headers={"X-Road-Client": CLIENT, "X-Road-Id": "message-1"} | headers,
            timeout=10,
        )

    def named(self, name: str) -> str:
        """The ID number of somebody in named.toml."""
        return Registries(self.url).number_of(name)


@contextmanager
def open_office(**options: Any) -> Iterator[Office]:
    (port,) = free_ports(1)
    ready, running = Event(), {}

    async def run() -> None:
        stop, started = asyncio.Event(), asyncio.Event()
        running.update(loop=asyncio.get_running_loop(), stop=stop)
        serving = asyncio.create_task(serve(Options(port, **{"households": 32} | options), stop, started))
        await started.wait()
        ready.set()
        await serving

    thread = Thread(target=lambda: asyncio.run(run()))
    thread.start()
    assert ready.wait(10), "the registries did not start"
    try:
        yield Office(port)
    finally:
        running["loop"].call_soon_threadsafe(running["stop"].set)
        thread.join()
