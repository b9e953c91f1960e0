"""A small province for every test: a fresh table, a stopped clock, and ports that only remember."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

os.environ.update(
    MATTER="car-move",
    ENVIRONMENT="test",
    AWS_ACCESS_KEY_ID="test",
    AWS_SECRET_ACCESS_KEY="test",
    AWS_DEFAULT_REGION="ap-southeast-1",
    POWERTOOLS_METRICS_NAMESPACE="tongban",
    POWERTOOLS_SERVICE_NAME="test",
)
os.environ.pop("AWS_ENDPOINT_URL", None)

import pytest
from hypothesis import settings
from moto import mock_aws
from moto.core.botocore_stubber import BotocoreStubber

from chalicelib.outbox import Outbox
from chalicelib.store import Store
from chalicelib.store.row import Row
from chalicelib.vault import Vault
from chalicelib.world import World
from tests import fakes, money, quick_tables, registries
from tests.province import eavesdropper, province

KEY = bytes(range(32))
# The same examples each time: a test that fails fails again.
settings.register_profile("repeatable", derandomize=True)
settings.load_profile("repeatable")
quick_tables.install()

__all__ = ["eavesdropper", "province"]


@dataclass(frozen=True)
class TestWorld(World):
    """A World whose fakes a test can reach: ``clock`` and ``bus`` beside the ports."""

    __test__ = False
    clock: fakes.Clock = None  # type: ignore[assignment]
    bus: fakes.Bus = None  # type: ignore[assignment]


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The matter's table, empty, in an AWS made of memory.

    moto takes one request at a time here, as its transactions copy the whole table and stumble over threads.
    What is tested is how our requests interleave, and they still do.
    """
    one_at_a_time, answer = Lock(), BotocoreStubber.process_request

    def answer_alone(stubber: BotocoreStubber, request: Any) -> Any:
        with one_at_a_time:
            return answer(stubber, request)

    monkeypatch.setattr(BotocoreStubber, "process_request", answer_alone)
    with mock_aws():
        Row.create_table(billing_mode="PAY_PER_REQUEST", wait=True)
        yield


@pytest.fixture
def world(table: None) -> TestWorld:
    return new_world()


def new_world() -> TestWorld:
    """Over whatever table there is."""
    clock, bus, vault = fakes.Clock(), fakes.Bus(), Vault(lambda: KEY)
    return TestWorld(
        store=Store(vault, Outbox(bus, clock), clock),
        vault=vault,
        phone=fakes.Phone(),  # type: ignore[arg-type]
        directory=fakes.Directory(),  # type: ignore[arg-type]
        files=fakes.Files(),
        shelf=fakes.FakeShelf(),
        registry=registries.Registry(clock),
        registries=registries.Registries(clock),
        peers=registries.Peers(clock),
        payments=money.Payments(clock),
        billers=money.Billers(),
        machine=fakes.Machine(),  # type: ignore[arg-type]
        signer=fakes.Signer(),
        dead_letters=fakes.DeadLetters(clock),
        parameters={"public-url": "https://tongban.example"},
        now=clock,
        new_id=fakes.Ids(),
        clock=clock,
        bus=bus,
    )
