"""Leave to pay an account's bills by themselves (自动缴费), and the debit that comes next."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field

from chalicelib.store import Record

from ..limits import LIMITS
from .payment import Fen

UNSETTLED, DEBITS = "unsettled-contracts", "waiting-debits"
Why = Literal["", "citizen", "provider", "refused", "unbound", "never_signed"]


class AutoPay(Record):
    """``id`` is the account's. ``code`` is the contract's at the provider, ``number`` theirs; ``ceiling`` is for each bill, in fen.

    - signing: the citizen has not signed yet. on: bills are paid by themselves.
    - ending: nothing is debited from now on, and the provider has yet to hear of it. off: it has; ``why`` says how it came.
    """

    citizen_id: str
    label: str
    ceiling: Fen
    code: str
    since: AwareDatetime
    look: AwareDatetime
    status: Literal["signing", "on", "ending", "off"] = "signing"
    number: str = ""
    why: Why = ""

    def listing(self) -> tuple[str, str] | None:
        return (UNSETTLED, due(self.look)) if self.status in {"signing", "ending"} else None


class ContractOf(Record):
    """Whose contract a code is: ``id`` is the code's."""

    account_id: str


class Debit(Record):
    """``id`` is the account's: one at a time. ``amount`` is what was announced; ``tries`` counts what the bank refused.

    new: to be announced. announced: may be made from ``first`` to ``last``. paying: ``payment_id`` is under way.
    """

    bills: list[str]
    amount: Fen
    look: AwareDatetime
    status: Literal["new", "announced", "paying"] = "new"
    first: AwareDatetime | None = None
    last: AwareDatetime | None = None
    payment_id: str = ""
    tries: int = 0

    def listing(self) -> tuple[str, str]:
        return DEBITS, due(self.look)


class Ceiling(BaseModel):
    """What a bill may come to at most, in yuan."""

    yuan: Annotated[int, Field(ge=1, le=LIMITS["ceiling_yuan"])]


def contract_of(code: str) -> str:
    return f"contract#{code}"


def due(by: datetime) -> str:
    """The sort key up to which something is to be looked at."""
    return by.isoformat()
