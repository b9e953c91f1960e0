"""A vehicle, and all the vehicles of an owner."""

from pydantic import AwareDatetime, BaseModel, Field

from chalicelib.store import Personal, Record
from functions.car_move.model.answer import Answer
from functions.car_move.model.quiet import Quiet

OWNER = "owner"  # in the order in which contacts are rung


class Vehicle(Record):
    """``sticker`` is the code in force, kept (sealed) so that it can be printed again; empty without one.

    ``order`` is whom to ring, by contacts' ids; ``managers`` the citizens it is shared with; ``transfer`` the code
    for whoever takes it over. ``answer`` is the last that was given to anybody who asked for the car.
    """

    owner_id: str
    plate: Personal
    owner_phone: Personal
    paused: bool = False
    order: list[str] = Field(default_factory=lambda: [OWNER])
    managers: list[str] = Field(default_factory=list)
    transfer: Personal = ""
    transfer_until: AwareDatetime | None = None
    answer: Answer | None = None
    quiet: Quiet = Field(default_factory=Quiet)
    sticker: Personal = ""
    serial: str = ""
    edition: int = 0
    registered_at: AwareDatetime

    def listing(self) -> tuple[str, str]:
        return owned_by(self.owner_id), f"{self.registered_at.isoformat()}#{self.id}"


class Garage(Record):
    """All vehicles of one owner (the id): a blinded plate → a vehicle's id.

    Every registration passes through it, so the limit and the one-plate-once rule hold in a race too.
    """

    vehicles: dict[str, str] = Field(default_factory=dict)


class Registration(BaseModel):
    """What an owner fills in."""

    plate: str = Field(max_length=20, description="车牌号")


def owned_by(owner_id: str) -> str:
    """The list an owner's vehicles stand in."""
    return f"vehicles-of#{owner_id}"
