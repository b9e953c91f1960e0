"""The ledger: double entry, append only. The amounts of one transaction sum to nothing."""

from datetime import date

from pydantic import AwareDatetime, BaseModel

from chalicelib.filters import BEIJING
from chalicelib.store import Record


class Posting(BaseModel):
    """One side of a transaction. Positive: the account receives; negative: it gives.

    ``provider`` is the money that lies with the payment provider, ``payer`` what we owe whoever paid until it has gone
    on or back, ``biller:<name>`` what we owe a biller, ``dispute:<name>`` what a biller owes us.
    """

    account: str
    amount: int


class Entry(Record):
    """One transaction of one payment. ``number`` counts the payment's transactions: the same one is never filed twice.

    ``about``: the provider's transaction, the refund, or the biller's reference that it tells of.
    """

    number: int
    what: str
    about: str = ""
    at: AwareDatetime
    postings: list[Posting]

    @property
    def part(self) -> str:
        return f"{self.number:06}"

    def listing(self) -> tuple[str, str]:
        return entries_of(self.at.astimezone(BEIJING).date()), f"{self.at.isoformat()}#{self.id}#{self.part}"


def entries_of(day: date) -> str:
    """The ledger of a day, which is Beijing's, as the provider's bills are."""
    return f"ledger-of#{day.isoformat()}"
