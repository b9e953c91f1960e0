"""A simulator on a real port and the real SDK, for what only the network shows."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from twilio.rest import Client

from simulators.carrier.client import Carrier
from simulators.carrier.server import Options, serve
from tests.simulators.carrier import ports

ACCOUNT = "AC" + "0" * 32
TOKEN = "secret"
OPENAPI = Path(__file__).parents[4] / "shared" / "data" / "twilio_api_v2010.calls_messages.json"


@dataclass(frozen=True)
class Running:
    """The simulator, seen from the two sides."""

    carrier: Carrier
    sdk: Client
    url: str


class Server:
    """Runs the simulator's event loop in a thread of its own."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._problem: BaseException | None = None

    def __enter__(self) -> "Server":
        self._thread.start()
        assert self._ready.wait(10), "the simulator did not start"
        if self._problem is not None:
            raise self._problem
        return self

    def __exit__(self, *_: object) -> None:
        if self._problem is None:
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as problem:
            self._problem = problem
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop, self._stop, started = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
        serving = asyncio.ensure_future(serve(self._options, self._stop, started))
        waiting = asyncio.ensure_future(started.wait())
        await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
        self._ready.set()
        waiting.cancel()
        await serving


def sdk_for(url: str, token: str = TOKEN) -> Client:
    client = Client(ACCOUNT, token)
    client.api.base_url = url
    return client


@pytest.fixture(scope="session")
def openapi() -> Path | None:
    return OPENAPI if OPENAPI.exists() else None


@pytest.fixture(scope="session")
def server(openapi: Path | None) -> Iterator[str]:
    options = Options(
        ports.SERVER, ACCOUNT, TOKEN, openapi=openapi, strict=openapi is not None, speech_rate=0
    )
    with Server(options):
        yield f"http://127.0.0.1:{ports.SERVER}"


@pytest.fixture
def running(server: str) -> Iterator[Running]:
    carrier = Carrier(server)
    carrier.reset()
    yield Running(carrier, sdk_for(server), server)
    carrier.reset()


@pytest.fixture
def needs_openapi(openapi: Path | None) -> None:
    if openapi is None:
        pytest.skip("Twilio's OpenAPI document is not in ../shared/data")
