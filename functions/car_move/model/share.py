"""A vehicle shared within a household, or on its way to a new owner."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from chalicelib.phones import Phone
from chalicelib.store import Personal, Record

CODE_DIGITS = 10
Purpose = Literal["share", "transfer"]


class Share(Record):
    """That a citizen (the part) sees and manages a vehicle (the id) of somebody else's."""

    citizen_id: str
    owner_id: str
    since: AwareDatetime

    @property
    def part(self) -> str:
        return self.citizen_id

    def listing(self) -> tuple[str, str]:
        return shared_with(self.citizen_id), f"{self.since.isoformat()}#{self.id}"


class Invitation(Record):
    """Filed under the blinded code, so that only who has the code finds it. It can be taken up once.

    ``phone`` is where it was sent, and ``line`` the same, blinded; empty where whoever has the code may take it up.
    """

    purpose: Purpose
    vehicle_id: str
    owner_id: str
    phone: Personal = ""
    line: str = ""
    until: AwareDatetime

    def expires(self) -> datetime:
        return self.until


class Invited(BaseModel):
    """Whom an owner would like to share a vehicle with."""

    phone: Phone


class Code(BaseModel):
    """What somebody enters to take up an invitation."""

    code: Annotated[str, StringConstraints(strip_whitespace=True)] = Field(max_length=20)


class Member(BaseModel):
    """Somebody a vehicle is shared with; the phone only by its end."""

    id: str
    phone_end: str
    since: AwareDatetime


class Household(BaseModel):
    """Who shares a vehicle, as its owner sees it."""

    vehicle_id: str
    plate: str
    members: list[Member]
    left: int
    done: str = ""


class Handover(BaseModel):
    """A transfer as the seller sees it: the code to give to the buyer, while it is good."""

    vehicle_id: str
    plate: str
    code: str
    until: AwareDatetime | None


class Joined(BaseModel):
    """What an invitation has led to."""

    vehicle_id: str
    purpose: Purpose


def shared_with(citizen_id: str) -> str:
    """The list of vehicles that somebody shares."""
    return f"shared-with#{citizen_id}"
