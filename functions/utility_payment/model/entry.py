"""The ledger: double entry, append only. The amounts of one transaction sum to nothing."""

from pydantic import AwareDatetime, BaseModel

from chalicelib.store import Record


class Posting(BaseModel):
    """One side of a transaction. Positive: the account receives; negative: it gives.

    ``provider`` is the money that lies with the payment provider, ``payer`` what we owe whoever paid until it has gone
    on or back, ``biller:<name>`` what we owe a biller, ``dispute:<name>`` what a biller owes us.
    """

    account: str
    amount: int


class Entry(Record):
    """One transaction of one payment. ``number`` counts the payment's transactions: the same one is never filed twice."""

    number: int
    what: str
    at: AwareDatetime
    postings: list[Posting]

    @property
    def part(self) -> str:
        return f"{self.number:06}"

    def listing(self) -> tuple[str, str]:
        return entries_of(self.at.date().isoformat()), f"{self.at.isoformat()}#{self.id}#{self.part}"


def entries_of(day: str) -> str:
    """The ledger of a day (UTC, ISO 8601)."""
    return f"ledger-of#{day}"
