"""What somebody was told: a fact about them, to be put into words when it is read."""

from datetime import datetime, timedelta

from pydantic import AwareDatetime

from chalicelib.store import Record

KEPT_DAYS = 180


class Message(Record):
    """``id`` is whose it is. ``filed`` is when it came here: unread is what came after the last look, however old it is."""

    fact: str
    variant: str
    matter: str
    case_id: str
    at: AwareDatetime
    filed: AwareDatetime
    link: str
    bills: int = 0

    @property
    def part(self) -> str:
        """The same for the same fact, however often it is told."""
        return f"{self.fact}#{self.case_id}#{self.matter}#{self.at.isoformat()}"

    def listing(self) -> tuple[str, str]:
        return inbox(self.id), f"{self.at.isoformat()}#{self.part}"

    def expires(self) -> datetime:
        return self.filed + timedelta(days=KEPT_DAYS)


class Seen(Record):
    """Up to when somebody has read their inbox; ``id`` is theirs."""

    until: AwareDatetime


def inbox(owner: str) -> str:
    """The list of somebody's messages, newest first."""
    return f"inbox#{owner}"
