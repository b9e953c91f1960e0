"""Somebody who is rung for a vehicle besides its owner, once they have said yes."""

from pydantic import AwareDatetime, BaseModel, Field

from chalicelib.phones import Phone
from chalicelib.store import Personal, Record


class Contact(Record):
    """Filed under the vehicle (the id).

    Until they have read the code that was texted to them to the owner, nobody rings them, and what is kept of them
    goes when the code does. The code itself is not kept: it follows from the contact and the matter's key.
    """

    contact_id: str
    name: Personal
    phone: Personal
    added_at: AwareDatetime
    code_until: AwareDatetime
    tries: int = 0
    consented_at: AwareDatetime | None = None

    @property
    def part(self) -> str:
        return self.contact_id

    def expires(self) -> AwareDatetime | None:
        return None if self.consented_at else self.code_until


class Proposal(BaseModel):
    """Whom an owner would like to be rung, too."""

    name: str = Field(min_length=1, max_length=10, description="称呼")
    phone: Phone


class Consent(BaseModel):
    """The code that the contact has read to the owner."""

    code: str = Field(max_length=12, description="验证码")


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
