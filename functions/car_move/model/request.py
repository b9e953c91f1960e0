"""A request to move a car, and what has been heard of the calls about it."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime, BaseModel, Field

from chalicelib.phones import Phone
from chalicelib.store import Record
from functions.car_move.model.answer import Answer
from functions.car_move.model.vehicle import OWNER

Outcome = Literal["answered", "replied", "unreachable"]
Status = Literal["asked", "ringing", "unreachable", "replied", "answered", "closed"]


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


class RescueAsk(BaseModel):
    """The same, for a rescue lane."""

    code: str = Field(max_length=64)
    tail: str = Field(max_length=8, description="车牌后三位")
    phone: Phone

    def ask(self) -> Ask:
        return Ask(code=self.code, tail=self.tail, reason=Reason.BLOCKS_RESCUE, phone=self.phone)


class Leg(BaseModel):
    """What has been heard of one phone that was rung; every field only ever grows."""

    rang: bool = False
    accepted: bool = False
    ended: bool = False
    seconds: int = 0


class Joined(BaseModel):
    """A contact who was rung: their phone, blinded, and the number by which they may call back."""

    line: str
    number: str


class Request(Record):
    """``token`` is where the state machine waits; ``told``, ``urged`` and ``advised`` how far it has got.

    No phone is kept here: ``owner_line`` and ``line`` (the passer-by's, with its route's number ``way``) are blinded.
    ``edition`` is of the sticker that was scanned. ``queue`` is whom to ring, in order (contacts' ids), ``turn`` how far that has come, over and over; ``answers``
    by what they came with, so that a repeat is none; ``heard`` is what was said to somebody else about the same car,
    while it is the answer to this request, too. ``number`` is empty where there was none left, and shared with
    others where it is dialled ``by_pin``. ``proven``: the passer-by's phone is known to be their own.
    ``code_sent`` to it; ``messaged``: the owner was told, as nobody could call.
    """

    vehicle_id: str
    edition: int = 0
    owner_id: str
    owner_line: str
    reason: Reason
    number: str
    by_pin: bool = False
    proven: bool = False
    code_sent: bool = False
    messaged: bool = False
    line: str = ""
    way: str = ""
    queue: list[str] = Field(default_factory=lambda: [OWNER])
    turn: int = 0
    joined: dict[str, Joined] = Field(default_factory=dict)
    rest_until: AwareDatetime | None = None
    answers: dict[str, Answer] = Field(default_factory=dict)
    heard: Answer | None = None
    asked_at: AwareDatetime
    until: AwareDatetime
    kept_until: AwareDatetime
    legs: dict[str, Leg] = Field(default_factory=dict)
    token: str = ""
    told: bool = False
    urged: bool = False
    advised: bool = False
    closed_at: AwareDatetime | None = None

    @property
    def lines(self) -> set[str]:
        """The phones on the owner's side."""
        return {self.owner_line, *(joined.line for joined in self.joined.values())}

    @property
    def answer(self) -> Answer | None:
        """The latest."""
        known = [*self.answers.values(), *([self.heard] if self.heard else [])]
        return max(known, key=lambda answer: answer.at, default=None)

    def listing(self) -> tuple[str, str]:
        return inquiries_of(self.owner_id), f"{self.asked_at.isoformat()}#{self.id}"

    def expires(self) -> datetime:
        return self.kept_until


def inquiries_of(owner_id: str) -> str:
    """The list in which an owner finds what was asked of them."""
    return f"inquiries-of#{owner_id}"
