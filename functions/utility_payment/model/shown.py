"""What pages show."""

from datetime import date
from typing import Literal

from pydantic import BaseModel

from .account import Account
from .audit import Audit
from .bill import BillStatement
from .payment import Payment, Refund
from .reconciliation import Reconciliation, Unexplained
from .refund_request import RefundRequest


class Home(BaseModel):
    """All accounts with what is due."""

    statements: list[BillStatement]

    @property
    def total(self) -> int:
        return sum(statement.total for statement in self.statements)


class Blank(BaseModel):
    """An empty form, and the cities to choose from."""

    cities: dict[str, str]


class History(BaseModel):
    payments: list[Payment]
    next: str | None


class Told(BaseModel):
    """A payment as the citizen sees it. ``waits``: the page looks again by itself."""

    payment: Payment
    waits: bool
    has_receipt: bool
    requests: list[RefundRequest] = []


class Left(BaseModel):
    """The account that is, or would be, let go."""

    account: Account


class Day(BaseModel):
    """The sums of one day, in fen and in times."""

    day: date
    fen: dict[str, int]
    times: dict[str, int]


class Reconciliations(BaseModel):
    """The last days, and what an operator has to settle."""

    days: list[Reconciliation]
    open: list[Unexplained]


class Stuck(BaseModel):
    """A payment that is not final, as operators see it; ``failed`` are refunds that the provider could not pay out."""

    id: str
    status: str
    amount: int
    minutes: int
    failed: list[Refund] = []


class Operations(BaseModel):
    """``audit``: what the night's look at yesterday's ledger came to, None before it."""

    audit: Audit | None
    days: list[Day]
    stuck: list[Stuck]
    requests: list[RefundRequest]
    health: Literal["ok", "waiting"]
