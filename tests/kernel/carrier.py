"""The simulated carrier, for adapters to be held against: what it keeps, and what it refuses."""

from collections.abc import Iterator

import pytest

from simulators.carrier.client import Carrier
from simulators.carrier.server import Options
from tests.simulators.carrier import ports
from tests.simulators.carrier.conftest import ACCOUNT, OPENAPI, TOKEN, Running, Server, sdk_for

AUTH_TOKEN = "the-auth-token"


def parameters(api: str = "http://127.0.0.1:9") -> dict[str, str]:
    """Of an account at that address; nothing listens at the default."""
    return {
        "carrier/token": AUTH_TOKEN,
        "carrier/account": ACCOUNT,
        "carrier/api": api,
        "carrier/sms-from": "+15005550006",
        "public-url": "https://tongban.example",
    }


@pytest.fixture(scope="module")
def simulator() -> Iterator[str]:
    openapi = OPENAPI if OPENAPI.exists() else None
    options = Options(
        ports.ADAPTER, ACCOUNT, TOKEN, openapi=openapi, strict=openapi is not None, speech_rate=0
    )
    with Server(options):
        yield f"http://127.0.0.1:{ports.ADAPTER}"


@pytest.fixture
def running(simulator: str) -> Iterator[Running]:
    carrier = Carrier(simulator)
    carrier.reset()
    yield Running(carrier, sdk_for(simulator), simulator)
    carrier.reset()
