"""The nightly check of the ledger of a day."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, BaseModel

from chalicelib.store import Record

MOST_NAMED = 100


class Wrong(BaseModel):
    """``what`` does not hold of a payment; "day" is about the day's sums, and no payment."""

    what: Literal["entry", "payer", "provider", "billers", "day"]
    payment_id: str = ""


class Audit(Record):
    """``wrong`` names the first hundred, ``found`` counts them all."""

    day: date
    done: AwareDatetime
    entries: int
    payments: int
    found: int
    wrong: list[Wrong]


class AuditSoFar(Record):
    """How far the check of a day has come; ``cursor`` is where its ledger goes on. Gone once it is done."""

    cursor: str | None = None
    entries: int = 0
    payments: int = 0
    found: int = 0
    wrong: list[Wrong] = []
    sums: dict[str, int] = {}


def of(day: date) -> str:
    return f"audit#{day.isoformat()}"
