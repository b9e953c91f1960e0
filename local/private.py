"""A cloud of one's own beside whatever else runs here: free ports, a checkout of its own, gone afterwards."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from local import checkout, seed
from local.cloud import LocalCloud
from local.instance import Instance

HERE = Path(__file__).parent.parent
SPEECHLESS = ("--speech-rate", "0")  # sentences take no time, so that only ours is measured


def free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


@contextmanager
def started(folder: Path, *, auth: bool = False) -> Iterator[LocalCloud]:
    """The emulator, all simulators and the front door; nothing deployed yet."""
    there = checkout.beside(HERE, folder / "checkout")
    door, behind, carrier, registries, payments, billers = free_ports(6)
    ports = Instance(door, behind, carrier, registries, payments, billers)
    cloud = LocalCloud(replace(ports, folder=there / ".local", auth=auth), there)
    try:
        cloud.start_emulator()
        cloud.start_carrier(*SPEECHLESS)
        cloud.start_registries()
        cloud.start_payments()
        cloud.start_front_door()
        yield cloud
    finally:
        cloud.stop()


@contextmanager
def deployed(folder: Path, *, auth: bool = False) -> Iterator[LocalCloud]:
    """… with every matter deployed, the carrier's secret set, its numbers loaded, the registries and the payment provider known."""
    with started(folder, auth=auth) as cloud:
        cloud.deploy()
        seed.carrier_and_numbers(cloud)
        seed.registries(cloud)
        seed.payments(cloud)
        yield cloud
