"""What pages show."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel

from .account import Account, Departed
from .audit import Audit
from .auto_pay import AutoPay, Debit
from .bill import BillStatement
from .payment import Payment, Refund
from .reconciliation import Reconciliation, Unexplained
from .refund_request import RefundRequest


class Home(BaseModel):
    """All accounts with what is due, and those that were let go today."""

    statements: list[BillStatement]
    departed: list[Departed] = []

    @property
    def total(self) -> int:
        return sum(statement.total for statement in self.statements)


class Seen(BillStatement):
    """An account with what is due, and how it is paid by itself, if it is."""

    auto: AutoPay | None = None
    debit: Debit | None = None


class Turn(BaseModel):
    """Something that happened to automatic payment."""

    at: datetime
    what: str


class Automatic(BaseModel):
    """Automatic payment of an account: as it is, what comes next, and what has been. ``waits``: the page looks again by itself."""

    account: Account
    auto: AutoPay | None = None
    debit: Debit | None = None
    turns: list[Turn] = []
    waits: bool = False


class Code(BaseModel):
    """What another phone scans; ``link`` is "" once there is nothing to pay any more."""

    payment: Payment
    link: str
    waits: bool

    @property
    def image(self) -> str:
        """As SVG."""
        import segno

        return segno.make_qr(self.link, error="m").svg_inline(scale=6, border=3, dark="#000", light="#fff")


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


class Waiting(BaseModel):
    """A fact that could not be handled; without an id nobody can read it."""

    id: str = ""
    type: str = ""
    case_id: str = ""
    minutes: int


class Replayed(BaseModel):
    """How many were dealt with once more, and how many failed once more."""

    done: int = 0
    failed: int = 0


class Undelivered(BaseModel):
    """About how many facts wait, and the first of them."""

    count: int
    letters: list[Waiting]
    came: Replayed = Replayed()


class Operations(BaseModel):
    """``audit``: what the night's look at yesterday's ledger came to, None before it."""

    audit: Audit | None
    days: list[Day]
    stuck: list[Stuck]
    requests: list[RefundRequest]
    health: Literal["ok", "waiting"]
