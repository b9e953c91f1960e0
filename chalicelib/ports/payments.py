"""The payment provider: orders, whether the money has come, refunds, and its sealed callbacks. Amounts in fen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

OrderState = Literal["none", "unpaid", "paid", "closed"]
RefundState = Literal["underway", "succeeded", "failed"]
Way = Literal["browser", "code"]


class Unreachable(Exception):
    """No answer, or none that can be trusted: what was asked may have been done. Ask again."""


@dataclass(frozen=True)
class Money:
    """What came for an order; ``transaction`` is the provider's id of it."""

    order: str
    transaction: str
    amount: int
    at: datetime


@dataclass(frozen=True)
class OrderStanding:
    """``money`` where it is paid."""

    state: OrderState
    money: Money | None = None


@dataclass(frozen=True)
class Back:
    """How a refund stands."""

    refund: str
    state: RefundState


@dataclass(frozen=True)
class Wanted:
    """An order under our own number. ``way``: a page in the phone's browser, or a QR code to scan with another one."""

    order: str
    amount: int
    description: str
    until: datetime
    callback: str
    way: Way
    address: str  # the payer's IP address, which the provider asks for


@dataclass(frozen=True)
class BillLine:
    """One line of the provider's bill of a day; ``about`` is the order's, or the refund's number."""

    kind: Literal["paid", "refund"]
    about: str
    amount: int


class Payments(Protocol):
    """Everything may be repeated: orders and refunds go by our own numbers. Raises Unreachable."""

    def order(self, wanted: Wanted) -> str:
        """Where the payer goes on; "" where the provider says that it is paid or closed already: ask."""
        ...

    def ask(self, order: str) -> OrderStanding: ...

    def close(self, order: str) -> OrderStanding:
        """Close it for good, unless it is paid."""
        ...

    def refund(self, order: str, refund: str, amount: int, total: int) -> Back:
        """``total`` is what came for the order. Again, it tells how the refund stands."""
        ...

    def bill(self, day: date) -> Iterator[BillLine]:
        """What the provider says of a day (Beijing's), line by line; ready at ten the morning after.

        Raises Unreachable, also half-way and where its sum of lines is not what came.
        """
        ...

    def read(self, headers: Mapping[str, str], body: bytes, now: datetime) -> Money | Back | None:
        """What a callback says, None where it is about something else; raises Forged where it is not the provider's."""
        ...
