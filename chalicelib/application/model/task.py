"""A task: one human step of one case, in the queue of whoever may take it."""

from datetime import datetime, timedelta
from typing import Literal

from pydantic import AwareDatetime

from chalicelib.store import Record

Outcome = Literal["approve", "return", "refuse", "correct"]
CLAIM_LASTS = timedelta(hours=24)  # since its holder last looked at it; then anybody may take it
CITY = 4


class Task(Record):
    """``id`` is the case's; ``round`` tells its tasks apart. ``area`` is what its officers answer for, cut to their level.

    It stands in the queue while it is open; a case that is suspended or closed has no open task.
    ``done_for``: the absent colleague for whom ``done_by`` acted.
    """

    round: int
    number: str = ""  # 办件编号, as queues show it
    step: str
    role: str
    area: str
    citizen_id: str
    opened: AwareDatetime
    due: AwareDatetime
    reminded: int = 0  # percent of the time, of which whoever has it was reminded
    escalated: AwareDatetime | None = None  # told to the superior, before it is late
    claimed_by: str = ""
    claimed: AwareDatetime | None = None
    outcome: Outcome | None = None
    done_by: str = ""
    done_for: str = ""
    done: AwareDatetime | None = None
    open: bool = True

    @property
    def part(self) -> str:
        return f"{self.round:04}"

    @property
    def deciders(self) -> frozenset[str]:
        """Whoever answers for its outcome."""
        return frozenset({self.done_by, self.done_for} - {""})

    def holder(self, at: datetime) -> str:
        """Who has claimed it, unless the claim lay idle too long; "" for nobody."""
        return self.claimed_by if self.claimed and at < self.claimed + CLAIM_LASTS else ""

    def listing(self) -> tuple[str, str] | None:
        """The queue: an area is a stretch of it, and in one area the most urgent comes first."""
        if not self.open:
            return None
        return queue(self.role, self.area), f"{self.area}#{self.due.isoformat()}#{self.id}"


def queue(role: str, area: str) -> str:
    """One list for a role in a city, so that its superiors see their areas without asking community by community."""
    return f"queue#{role}#{area[:CITY]}"
