"""Where a request came from: enough for its owner to block the caller, and not to know them."""

from datetime import datetime

from pydantic import AwareDatetime

from chalicelib.store import Record
from functions.car_move.model.request import Reason


class Origin(Record):
    """Filed under its case. ``line`` is the passer-by's phone, blinded: it finds it again and never tells it."""

    owner_id: str
    vehicle_id: str
    line: str
    reason: Reason
    asked_at: AwareDatetime
    kept_until: AwareDatetime
    blocked: bool = False
    reported: bool = False

    def listing(self) -> tuple[str, str]:
        return asked_of(self.owner_id), f"{self.asked_at.isoformat()}#{self.id}"

    def expires(self) -> datetime:
        return self.kept_until


class Block(Record):
    """One owner (in the id) is not reached from one phone (the part, blinded) any more."""

    line: str
    case_id: str
    reason: Reason
    asked_at: AwareDatetime

    @property
    def part(self) -> str:
        return self.line


def asked_of(owner_id: str) -> str:
    """The list that requests to an owner stand in."""
    return f"asked-of#{owner_id}"


def blocks_of(owner_id: str) -> str:
    return f"blocks-of#{owner_id}"
