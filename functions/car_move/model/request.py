"""A request to move a car, and what has been heard of the calls about it."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime, BaseModel, Field

from chalicelib.phones import Phone
from chalicelib.store import Record

Outcome = Literal["answered", "unreachable"]
Status = Literal["asked", "ringing", "unreachable", "answered", "closed"]


class Reason(StrEnum):
    """Why the car should move, chosen from a list: free text could carry a phone number or worse."""

    BLOCKS_EXIT = "blocks_exit"
    TAKES_SPACE = "takes_space"
    BLOCKS_RESCUE = "blocks_rescue"
    BLOCKS_WORKS = "blocks_works"
    LEFT_OPEN = "left_open"
    OTHER = "other"


class Ask(BaseModel):
    """What a passer-by fills in."""

    code: str = Field(max_length=64)
    tail: str = Field(max_length=8, description="车牌后三位")
    reason: Reason
    phone: Phone


class Leg(BaseModel):
    """What has been heard of one phone that was rung; every field only ever grows."""

    rang: bool = False
    accepted: bool = False
    ended: bool = False
    seconds: int = 0


class Request(Record):
    """``token`` is where the state machine waits; ``told`` that the owner was let know some other way.

    No phone is kept here: ``owner_line`` only tells which of the two is being rung.
    """

    vehicle_id: str
    owner_id: str
    owner_line: str
    reason: Reason
    number: str
    asked_at: AwareDatetime
    until: AwareDatetime
    kept_until: AwareDatetime
    legs: dict[str, Leg] = Field(default_factory=dict)
    token: str = ""
    told: bool = False
    closed_at: AwareDatetime | None = None

    def expires(self) -> datetime:
        return self.kept_until
