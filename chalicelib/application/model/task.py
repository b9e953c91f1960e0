"""A task: one human step of one case, in the queue of whoever may take it."""

from typing import Literal

from pydantic import AwareDatetime

from chalicelib.store import Record

Outcome = Literal["approve", "return", "refuse", "correct"]


class Task(Record):
    """``id`` is the case's; ``round`` tells its tasks apart. ``area`` is what its officers answer for, cut to their level.

    It stands in the queue while it is open; a case that is suspended or closed has no open task.
    """

    round: int
    step: str
    role: str
    area: str
    citizen_id: str
    opened: AwareDatetime
    due: AwareDatetime
    claimed_by: str = ""
    claimed: AwareDatetime | None = None
    outcome: Outcome | None = None
    done_by: str = ""
    done: AwareDatetime | None = None
    open: bool = True

    @property
    def part(self) -> str:
        return f"{self.round:04}"

    def listing(self) -> tuple[str, str] | None:
        """The queue, most urgent first."""
        return (queue(self.role, self.area), f"{self.due.isoformat()}#{self.id}") if self.open else None


def queue(role: str, area: str) -> str:
    return f"queue#{role}#{area}"
