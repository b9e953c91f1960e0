"""What an owner reads about their vehicles: never a code, never anybody's phone."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel

from functions.car_move.model.sticker import Layout, Sticker
from functions.car_move.model.vehicle import Vehicle

State = Literal["on", "paused", "no_sticker"]
Done = Literal["", "registered", "paused", "resumed", "replaced", "revoked", "removed", "activated"]


class Card(BaseModel):
    """One vehicle; ``serial`` is its sticker's, empty without one."""

    id: str
    plate: str
    state: State
    serial: str
    edition: int
    registered_at: AwareDatetime
    mine: bool = True

    @staticmethod
    def of(vehicle: Vehicle, for_whom: str = "") -> "Card":
        """``mine`` unless it is somebody else's, who shares it."""
        state = "no_sticker" if not vehicle.sticker else "paused" if vehicle.paused else "on"
        fields = {"id", "plate", "serial", "edition", "registered_at"}
        return Card.model_validate(
            {**vehicle.model_dump(include=fields), "state": state, "mine": for_whom in {"", vehicle.owner_id}}
        )


class Preview(Card):
    """A vehicle whose sticker is looked at; ``layout`` is "" until one is chosen."""

    layout: Layout | Literal[""] = ""


class Cards(BaseModel):
    """A page of an owner's vehicles; ``cursor`` leads on, ``done`` is what has just been done."""

    vehicles: list[Card]
    cursor: str | None
    shared: list[Card] = []
    done: Done = ""


class Past(BaseModel):
    """A sticker in a vehicle's history."""

    serial: str
    edition: int
    status: Literal["active", "replaced", "revoked", "suspended"]
    issued_at: AwareDatetime
    ended_at: AwareDatetime | None

    @staticmethod
    def of(sticker: Sticker) -> "Past":
        return Past.model_validate(sticker.model_dump(include=set(Past.model_fields)))


class Detail(BaseModel):
    """A vehicle and its stickers, newest first."""

    vehicle: Card
    stickers: list[Past]
    done: Done = ""


class Blank(BaseModel):
    """An empty registration form; so many more vehicles may be put up."""

    left: int


class Confirmation(BaseModel):
    """What is about to be done, for a second look."""

    action: Literal["replace", "revoke", "remove"]
    vehicle: Card


class Removed(BaseModel):
    """The vehicle that is no more."""

    id: str
