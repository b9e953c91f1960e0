"""What goes over the wire to the product, and what may come back; the network itself is a function."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """One HTTP request of the carrier, ready to send."""

    method: str
    url: str
    body: str
    headers: dict[str, str]
    connect: float
    read: float


@dataclass(frozen=True)
class Reply:
    """One HTTP response of the product."""

    status: int
    media_type: str
    body: str


class Unreachable(Exception):
    """No connection was made."""


class TooSlow(Exception):
    """The connection was made, the answer did not come in time."""


Network = Callable[[Letter], Awaitable[Reply]]
