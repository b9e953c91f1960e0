"""A session: for a while, two phones reach each other through masked numbers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime

from chalicelib.store import MaybePersonal, Personal, Record
from functions.car_move.model.standing import Standing

Side = Literal["owner", "passer_by"]
OF_CASE = "*"  # stands in no number that can be dialled


class Route(Record):
    """Where a call from one phone (the id, blinded) to one masked number (the part) goes.

    Keyed by phones, never by roles: whoever is an owner here may be a passer-by there, on the same phone.
    The row outlives the session by the quarantine; until then nobody else gets the number. On a shared number it
    is filed under ``number*case``, where only a PIN finds it. ``proven``: the other phone is known to be its user's.
    ``turn_phone``: the contact whose turn it is to be rung in place of the owner.
    """

    number: str
    case_id: str
    side: Side
    other: Personal
    other_id: str
    shown: str
    seat: int
    until: AwareDatetime
    held_until: AwareDatetime
    proven: bool = False
    turn_phone: MaybePersonal = None
    standing: Standing = Standing()

    @property
    def part(self) -> str:
        return self.number

    @property
    def display(self) -> str:
        """The number that the other phone sees; empty where there is none."""
        return (self.standing.shows or self.shown).partition(OF_CASE)[0]

    @property
    def rings(self) -> str:
        """The phone that is rung."""
        return self.turn_phone or self.other

    @property
    def rings_id(self) -> str:
        return self.standing.line or self.other_id

    @property
    def seat_taken(self) -> str:
        """The part of this end's ``Seat``."""
        return seat_part(self.side, self.seat)

    def expires(self) -> datetime:
        return self.held_until

    def is_live(self, now: datetime) -> bool:
        return self.until > now


class Seat(Record):
    """One of the few sessions a phone (the id, blinded) may have on one side at a time.

    Each session takes a seat in its own commit, so that even asks of the same instant cannot exceed the cap.
    """

    side: Side
    number: int
    until: AwareDatetime

    @property
    def part(self) -> str:
        return seat_part(self.side, self.number)

    def expires(self) -> datetime:
        return self.until


def seat_part(side: Side, number: int) -> str:
    return f"{side}#{number}"


@dataclass(frozen=True)
class Line:
    """A phone, blinded and not, and the routes it has."""

    id: str
    phone: str
    routes: list[Route]

    def route_to(self, other: "Line", side: Side) -> Route | None:
        """The latest route on which this phone, as ``side``, reaches the other, live or quarantined."""
        between = [route for route in self.routes if route.other_id == other.id and route.side == side]
        return max(between, key=lambda route: route.until, default=None)

    def route_by(self, number: str) -> Route | None:
        """Where this phone gets by that number."""
        return next((route for route in self.routes if route.number == number), None)

    @property
    def rests_until(self) -> datetime | None:
        """When this phone may be rung again, by whomever."""
        rung = [route.standing.rest_until for route in self.routes if route.side == "owner"]
        return max((until for until in rung if until), default=None)


@dataclass(frozen=True)
class Session:
    """A session about to be kept: what to show the passer-by, and the records that make it."""

    number: str
    until: datetime
    records: tuple[Record, ...]
    route: Route
    by_pin: bool = False
