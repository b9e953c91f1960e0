"""What keeps people safe from each other, as facts: quiet hours, blocks, reports, suspended stickers."""

from typing import Any, ClassVar, Literal

from chalicelib.events import Event
from functions.car_move.events.requests import CASE, RequestFact
from functions.car_move.events.stickers import STICKER, VEHICLE, StickerFact, VehicleFact

REPORT = {"case_id": "b3a8e0e1f9ab1bfe3a36f231f676f78b", "at": "2026-11-24T08:00:00Z"}
AbuseName = Literal["fake", "prank", "harassment", "fraud", "other"]


class QuietChanged(VehicleFact):
    """The owner changed when they do not want to be rung."""

    type: ClassVar[str] = "car_move.quiet_changed"
    example: ClassVar[dict[str, Any]] = VEHICLE


class Blocked(RequestFact):
    """The owner does not want to hear from this request's caller again."""

    type: ClassVar[str] = "car_move.blocked"
    example: ClassVar[dict[str, Any]] = CASE


class Unblocked(RequestFact):
    """The owner has thought better of it."""

    type: ClassVar[str] = "car_move.unblocked"
    example: ClassVar[dict[str, Any]] = CASE


class Reported(Event):
    """Somebody reported abuse; ``case_id`` is the report."""

    type: ClassVar[str] = "car_move.reported"
    example: ClassVar[dict[str, Any]] = {**REPORT, "about": "sticker", "abuse": "fake"}
    about: Literal["sticker", "caller"]
    abuse: AbuseName


class ReportSettled(Event):
    """An operator has looked at a report."""

    type: ClassVar[str] = "car_move.report_settled"
    example: ClassVar[dict[str, Any]] = {**REPORT, "result": "dismissed"}
    result: Literal["dismissed", "suspended"]


class StickerSuspended(StickerFact):
    """An operator has stopped a sticker; to whoever scans it, it is unknown."""

    type: ClassVar[str] = "car_move.sticker_suspended"
    example: ClassVar[dict[str, Any]] = STICKER
