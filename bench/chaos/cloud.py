"""An AWS made of memory, for several threads: each request of theirs is answered alone, as moto's transactions need it."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from threading import Lock
from typing import Any

from moto import mock_aws
from moto.core.botocore_stubber import BotocoreStubber

from bench.chaos.moods import Billers, FragileBus, FragileStore, Moods, Provider
from chalicelib.outbox import Outbox
from chalicelib.store.row import Row
from chalicelib.vault import Vault
from chalicelib.world import World
from tests import fakes, quick_tables


@contextmanager
def memory() -> Iterator[None]:
    """The matter's table, empty."""
    with mock_aws():
        Row.create_table(billing_mode="PAY_PER_REQUEST", wait=True)
        yield


def one_at_a_time() -> None:
    """For this process."""
    quick_tables.install()
    alone, answer = Lock(), BotocoreStubber.process_request

    def answer_alone(stubber: BotocoreStubber, request: Any) -> Any:
        with alone:
            return answer(stubber, request)

    BotocoreStubber.process_request = answer_alone  # type: ignore[method-assign, assignment]


class Place:
    """One batch's world, and its moody parts."""

    def __init__(self, seed: int) -> None:
        self.clock, self.moods = fakes.Clock(), Moods(Random(seed))
        self.bus = FragileBus(moods=self.moods)
        self.provider = Provider(self.clock, moods=self.moods)
        self.billers = Billers(moods=self.moods, clock=self.clock)
        vault = Vault(lambda: bytes(range(32)))
        nobody: Any = None
        self.world = World(
            store=FragileStore(vault, Outbox(self.bus, self.clock), self.clock, moods=self.moods),
            vault=vault,
            payments=self.provider,
            billers=self.billers,
            files=fakes.Files(),
            parameters={"public-url": "https://tongban.example"},
            now=self.clock,
            new_id=fakes.Ids(),
            **dict.fromkeys(
                (
                    "phone",
                    "directory",
                    "shelf",
                    "registry",
                    "registries",
                    "peers",
                    "machine",
                    "signer",
                    "dead_letters",
                ),
                nobody,
            ),
        )
