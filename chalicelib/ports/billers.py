"""Billers of water, electricity and gas: what is due, and that it has been paid. Amounts in fen.

The shape is GovStack's P2G (bill inquiry, then a mark that it is paid), made safe: a posting names its amount and currency
and goes by our own reference, so that it can be repeated, asked about, cancelled and reversed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

PostingState = Literal["posted", "refused", "underway"]


class Unreachable(Exception):
    """No answer: what was asked may have been done. Ask again."""


class NoAccount(Exception):
    """The biller knows no such account, or it does not belong to that name."""


@dataclass(frozen=True)
class Due:
    """One unpaid bill. ``period`` is its month, ``usage`` in the utility's unit times a hundred."""

    bill: str
    period: str
    amount: int
    due: date
    usage: int


@dataclass(frozen=True)
class Used:
    """One month of the past year; ``amount`` is what was billed."""

    period: str
    usage: int
    amount: int


@dataclass(frozen=True)
class Statement:
    """An account as its biller has it; ``holder`` and ``address`` are masked by the biller."""

    account: str
    holder: str
    address: str
    unit: str
    bills: list[Due] = field(default_factory=list)
    history: list[Used] = field(default_factory=list)


@dataclass(frozen=True)
class Booked:
    """One line of a biller's file of a day."""

    reference: str
    amount: int


class Billers(Protocol):
    """``biller`` is ``<utility>-<city>``: ``water-3401``. Raises Unreachable, within five seconds."""

    def statement(self, biller: str, account: str) -> Statement:
        """Raises NoAccount."""
        ...

    def post(self, biller: str, reference: str, account: str, bill: str, amount: int) -> PostingState:
        """Mark the bill as paid. The same reference again is the same posting, whatever became of it."""
        ...

    def cancel(self, biller: str, reference: str) -> PostingState:
        """Have the biller never post it: refused from now on, unless it is posted already."""
        ...

    def booked(self, day: date) -> Iterator[Booked]:
        """What all billers booked on a day (Beijing's), line by line. Raises Unreachable, also half-way."""
        ...

    def reverse(self, biller: str, reference: str, amount: int) -> bool:
        """Whether the biller has given the posting back; harmless to repeat."""
        ...
