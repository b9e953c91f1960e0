"""A payment: one order at the payment provider for one or several bills. All amounts in fen."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field

from chalicelib.ports.payments import Way
from chalicelib.store import Personal, Record

Fen = Annotated[int, Field(ge=0)]
Status = Literal["created", "pending", "paid", "mismatched", "late", "closed", "settled", "returned"]
LineStatus = Literal["unpaid", "posting", "posted", "refunding", "refunded", "disputed"]
RefundStatus = Literal["asked", "succeeded", "failed"]
FINAL: frozenset[Status] = frozenset({"closed", "settled", "returned"})


class Line(BaseModel):
    """One bill of the payment. ``reference`` is what the biller knows the posting by: the same on every attempt.

    ``title`` and ``period`` are what a receipt says.

    posting: the biller has not confirmed. disputed: posted at the biller although it was given back.
    """

    bill_id: str
    biller: str
    account_id: str
    amount: Fen
    reference: str
    title: str = ""
    period: str = ""
    status: LineStatus = "unpaid"


class Refund(BaseModel):
    """Money on its way back; ``id`` is the provider's idempotency key. ``line`` None: of money that belongs to no bill.

    failed: an operator has to see to it, then it is asked again under the same id.
    """

    id: str
    amount: Fen
    reason: Literal["refused", "given_up", "wrong_amount", "too_late", "paid_twice", "requested"]
    line: int | None = None
    status: RefundStatus = "asked"


class Payment(Record):
    """``received`` maps each of the provider's transactions to its amount: one, unless somebody paid twice.

    ``numbers`` (JSON): the account's number and the biller's own of the bill, by the line's reference.
    ``contract`` is the provider's number of the leave to debit it, "" where somebody pays by hand.
    ``way``: in which its order was placed, None before that.
    ``moves`` counts what has happened to it, and numbers the ledger's entries.

    - created: the provider has not confirmed the order yet. pending: waiting for the money.
    - paid: the right amount came; each line goes its own way. settled: no line is open any more.
    - mismatched, late: money came that fits no bill; all of it goes back. returned: it has.
    - closed: the provider says that no money came, and that none will.
    """

    citizen_id: str
    amount: Fen
    lines: list[Line]
    created: AwareDatetime
    until: AwareDatetime
    status: Status = "created"
    received: dict[str, Fen] = {}
    paid: AwareDatetime | None = None
    refunds: list[Refund] = []
    numbers: Personal = "{}"
    contract: str = ""
    way: Way | None = None
    moves: int = 0

    @property
    def is_final(self) -> bool:
        return self.status in FINAL

    def listing(self) -> tuple[str, str]:
        return payments_of(self.citizen_id), self.created.isoformat()


def payments_of(citizen_id: str) -> str:
    return f"payments-of#{citizen_id}"
