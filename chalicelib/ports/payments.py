"""The payment provider: orders, whether the money has come, refunds, leave to debit, and its sealed callbacks. Amounts in fen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

OrderState = Literal["none", "unpaid", "paid", "failed", "closed"]
ContractState = Literal["none", "signed", "ended"]
RefundState = Literal["underway", "succeeded", "failed"]
Way = Literal["browser", "code"]


class Unreachable(Exception):
    """No answer, or none that can be trusted: what was asked may have been done. Ask again."""


class NotOffered(Exception):
    """The provider has not been asked to allow it to us, or does not any more."""


@dataclass(frozen=True)
class Money:
    """What came for an order; ``transaction`` is the provider's id of it."""

    order: str
    transaction: str
    amount: int
    at: datetime


@dataclass(frozen=True)
class OrderStanding:
    """``money`` where it is paid; failed: a debit that the payer's bank refused."""

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
class Contract:
    """A payer's leave to debit them (委托代扣), under our own ``code``; ``number`` is the provider's, once it is signed."""

    code: str
    state: ContractState
    number: str = ""


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

    def sign(self, code: str, label: str, callback: str) -> str:
        """Where the payer signs the contract of this code, which is never used again. Raises NotOffered."""
        ...

    def contract(self, code: str) -> Contract: ...

    def end(self, code: str) -> Contract:
        """End it for good; what never was signed is none."""
        ...

    def announce(self, number: str, amount: int) -> None:
        """Have the provider tell the payer what will be debited at most, two days ahead. Harmless to repeat."""
        ...

    def debit(self, wanted: Wanted, number: str) -> None:
        """Begin to debit under contract ``number``; what came of it is asked by the order. Once per order, however often it is begun."""
        ...

    def read(self, headers: Mapping[str, str], body: bytes, now: datetime) -> Money | Back | Contract | None:
        """What a callback says, None where it is about something else; raises Forged where it is not the provider's."""
        ...
