"""The reconciliation of a day (对账), and what it could not explain."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from chalicelib.store import Record

OPEN = "open-differences"
Stage = Literal["ledger", "provider", "billers", "matching"]
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


class ReconciliationSoFar(Record):
    """How far the reconciliation of a day has come. Gone once it is done.

    ledger: our lines are being put aside, from ``cursor`` on. provider, billers: theirs are. matching: so many parts are ``compared``,
    what differs in the next is dealt with up to ``after``. ``ours`` and ``theirs`` name what was put aside.
    """

    stage: Stage = "ledger"
    cursor: str | None = None
    ours: list[str] = []
    theirs: list[str] = []
    lines: dict[str, int] = {"here": 0, "there": 0}
    compared: int = 0
    after: tuple[str, str] = ("", "")
    explained: dict[str, int] = {}


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
