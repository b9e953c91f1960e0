"""A session: for a while, two phones reach each other through masked numbers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime

from chalicelib.store import Personal, Record

Side = Literal["owner", "passer_by"]


class Route(Record):
    """Where a call from one phone (the id, blinded) to one masked number (the part) goes.

    Keyed by phones, never by roles: whoever is an owner here may be a passer-by there, on the same phone.
    The row outlives the session by the quarantine; until then nobody else gets the number.
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

    @property
    def part(self) -> str:
        return self.number

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


@dataclass(frozen=True)
class Session:
    """A session about to be kept: what to show the passer-by, and the records that make it."""

    number: str
    until: datetime
    records: tuple[Record, ...]
