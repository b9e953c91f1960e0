"""Somebody who is rung for a vehicle besides its owner, once they have said yes."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, Field

from chalicelib.phones import Phone
from chalicelib.store import Personal, Record


class Contact(Record):
    """Filed under the vehicle (the id).

    Until they have said yes themselves, nobody rings them, and what is kept of them goes when the time to answer is over.
    """

    contact_id: str
    name: Personal
    phone: Personal
    added_at: AwareDatetime
    answer_until: AwareDatetime
    consented_at: AwareDatetime | None = None

    @property
    def part(self) -> str:
        return self.contact_id

    def expires(self) -> AwareDatetime | None:
        return None if self.consented_at else self.answer_until


class Proposal(BaseModel):
    """Whom an owner would like to be rung, too."""

    name: str = Field(min_length=1, max_length=10, description="称呼")
    phone: Phone


class Link(Record):
    """Filed under the blinded token of the link that a contact was texted, so that only who has the link finds it."""

    vehicle_id: str
    contact_id: str
    until: AwareDatetime | None

    def expires(self) -> AwareDatetime | None:
        return self.until


class Wish(BaseModel):
    """What somebody is asked, or has decided; of the car, only how its plate ends."""

    token: str
    tail: str
    state: Literal["asked", "agreed", "left"]


class Place(BaseModel):
    """One who is rung; the phone only by its end, as its owner knows it anyway."""

    id: str
    name: str
    phone_end: str
    consented: bool


class Contacts(BaseModel):
    """Everybody who is rung for a vehicle, in order, then those who have not said yes yet."""

    vehicle_id: str
    plate: str
    places: list[Place]
    left: int
    done: str = ""
