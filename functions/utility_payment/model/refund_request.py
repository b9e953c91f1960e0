"""A citizen asks for a bill's money back (退费申请): two operators look at it, then the biller is asked."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from chalicelib.store import Record

OPEN = "open-refund-requests"
Words = Annotated[str, StringConstraints(strip_whitespace=True), Field(min_length=4, max_length=300)]


class RefundRequest(Record):
    """``id`` is the payment's, the part the line's place. approved_by one operator, settled_by another.

    declined: by an operator, or because the biller will not give it back; ``answer`` tells the citizen why.
    """

    line: int
    citizen_id: str
    words: str
    asked: AwareDatetime
    title: str
    amount: int
    status: Literal["asked", "approved", "returned", "declined"] = "asked"
    approved_by: str = ""
    settled_by: str = ""
    answer: str = ""

    @property
    def part(self) -> str:
        return str(self.line)

    @property
    def is_open(self) -> bool:
        return self.status in {"asked", "approved"}

    def listing(self) -> tuple[str, str] | None:
        return (OPEN, f"{self.asked.isoformat()}#{self.id}#{self.line}") if self.is_open else None


class Wish(BaseModel):
    """Which bill, and why."""

    line: Annotated[int, Field(ge=0, le=5)]
    words: Words


class Decline(BaseModel):
    answer: Words
