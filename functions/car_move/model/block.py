"""Whom an owner does not want to hear from again, without knowing who that is."""

from pydantic import AwareDatetime

from chalicelib.store import Record
from functions.car_move.model.request import Reason


class Block(Record):
    """One owner (in the id) is not reached from one phone (the part, blinded) any more.

    The case is what the owner knows it by.
    """

    line: str
    case_id: str
    vehicle_id: str
    reason: Reason
    asked_at: AwareDatetime

    @property
    def part(self) -> str:
        return self.line


def blocks_of(owner_id: str) -> str:
    return f"blocks-of#{owner_id}"
