"""The reconciliation of a day (对账), and what it could not explain."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from chalicelib.store import Record

OPEN = "open-differences"
Resolution = Literal["agreed", "corrected_here", "claimed_there", "written_off"]


class Reconciliation(Record):
    """``lines``: how many of each book; explained: by which rule, how many; ``open``: queued for an operator."""

    day: date
    done: AwareDatetime
    lines: dict[str, int]
    explained: dict[str, int]
    open: int

    def listing(self) -> tuple[str, str]:
        return RECONCILIATIONS, self.day.isoformat()


class Unexplained(Record):
    """One difference that an operator has to settle; four eyes: ``proposed_by`` one, ``settled_by`` another.

    ``id`` is the day's, the part names book and number, so that a second run of the day files nothing twice.
    """

    day: date
    book: str
    name: str
    about: str
    here: int
    there: int
    resolution: Resolution | None = None
    words: str = ""
    proposed_by: str = ""
    settled_by: str = ""
    settled: AwareDatetime | None = None

    @property
    def part(self) -> str:
        return f"{self.book}-{self.about}"

    def listing(self) -> tuple[str, str] | None:
        return None if self.settled else (OPEN, f"{self.day.isoformat()}#{self.part}")


class Proposal(BaseModel):
    """How an operator would settle it."""

    resolution: Resolution
    words: Annotated[str, StringConstraints(strip_whitespace=True), Field(min_length=4, max_length=300)]


RECONCILIATIONS = "reconciliations"


def of(day: date) -> str:
    return f"reconciliation#{day.isoformat()}"
