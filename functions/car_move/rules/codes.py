"""Whether a sticker's code leads anywhere. Whoever scans learns that it does not, and never why."""

from datetime import datetime
from typing import Literal

from chalicelib.errors import NotFound
from functions.car_move.model.request import Reason
from functions.car_move.model.sticker import Sticker
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.rules import quiet
from functions.car_move.rules.ringing import may_be_rung

UNKNOWN = "这张挪车码现在不能用。请核对网址，或看看车上有没有别的联系方式。刚领到的新码，请车主先激活。"
Why = Literal["unknown", "dead", "paused", "quiet", "unreachable", "blocked"]


class Unusable(NotFound):
    """The one answer to every code that leads nowhere; ``why`` is for counting only."""

    def __init__(self, why: Why) -> None:
        super().__init__(UNKNOWN)
        self.why = why


def usable(
    sticker: Sticker | None, vehicle: Vehicle | None, now: datetime, reason: Reason | None = None
) -> tuple[Sticker, Vehicle]:
    """Both; raises Unusable, in the same words for whatever stands in the way."""
    if sticker is None:
        raise Unusable("unknown")
    if vehicle is None or sticker.status != "active":
        raise Unusable("dead")
    if vehicle.paused:
        raise Unusable("paused")
    if quiet.silences(vehicle.quiet, now, reason):
        raise Unusable("quiet")
    if not may_be_rung(vehicle.owner_phone):
        raise Unusable("unreachable")
    return sticker, vehicle
