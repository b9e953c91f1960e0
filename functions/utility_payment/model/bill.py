"""Bills as they are shown and chosen, and the claim that keeps two payments off the same one."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from chalicelib.ports.billers import Used
from chalicelib.store import Record

from .account import Account
from .payment import Fen


class Bill(BaseModel):
    """``usage`` in hundredths of the account's unit. ``paying``: the payment that has it in hand, "" for none.

    ``late``: its day has passed, in Beijing. A biller's own number of a bill may hold the account's, so it stays with us:
    ``bill_id`` is that number, blinded.
    """

    bill_id: str
    theirs: Annotated[str, Field(exclude=True)]
    period: str
    amount: Fen
    due: date
    usage: int
    paying: str = ""
    late: bool = False


class BillStatement(BaseModel):
    """An account with what is due on it. ``reachable`` False: the biller does not answer just now."""

    account: Account
    unit: str = ""
    bills: list[Bill] = []
    history: list[Used] = []
    reachable: bool = True

    @property
    def total(self) -> int:
        return sum(bill.amount for bill in self.bills if not bill.paying)


class Claim(Record):
    """A bill that is being paid. ``id`` is the biller and the bill, blinded; gone once its payment has come to nothing."""

    payment_id: str


class Chosen(BaseModel):
    """One bill to pay: ``<account>/<bill>``. A form in which nothing is chosen says nothing of them at all."""

    bills: Annotated[
        list[Annotated[str, Field(pattern=r"^[0-9a-zA-Z-]+/[0-9a-zA-Z-]+$")]],
        Field(min_length=1, max_length=6, validate_default=True),
    ] = []


def claim_of(biller: str, bill_id: str) -> str:
    return f"claim#{biller}#{bill_id}"
