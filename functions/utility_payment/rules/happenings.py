"""What may happen to a payment, from whichever side: the provider, a biller, the clock, a citizen or an operator."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class Ordered:
    """The provider has the order."""


@dataclass(frozen=True)
class MoneyCame:
    """By callback or by asking; ``transaction`` is the provider's own id of it, ``at`` when it took the money."""

    transaction: str
    amount: int
    at: datetime


@dataclass(frozen=True)
class Closed:
    """The provider says: unpaid, and closed for good."""


@dataclass(frozen=True)
class Posted:
    """The biller has it; ``line`` is its place in the payment."""

    line: int


@dataclass(frozen=True)
class Refused:
    """The biller will not have it, and does not: paid already, closed account, another amount."""

    line: int


@dataclass(frozen=True)
class GivenUp:
    """The biller was asked for 26 hours, and says at last that it has not been posted and will not be."""

    line: int


@dataclass(frozen=True)
class Reversed:
    """The biller gave a posting back, so that the citizen may have it."""

    line: int


@dataclass(frozen=True)
class Refunded:
    refund: str


@dataclass(frozen=True)
class RefundFailed:
    refund: str


@dataclass(frozen=True)
class RefundAgain:
    """An operator has seen to it."""

    refund: str


Happening = (
    Ordered
    | MoneyCame
    | Closed
    | Posted
    | Refused
    | GivenUp
    | Reversed
    | Refunded
    | RefundFailed
    | RefundAgain
)
Outcome = Literal["moved", "known"]
