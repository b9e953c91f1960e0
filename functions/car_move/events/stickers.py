"""What happens to vehicles and their stickers, as facts. ``case_id`` is the vehicle."""

from typing import Any, ClassVar, Literal

from chalicelib.events import Event

VEHICLE = {
    "case_id": "3f0c9a4e5b6d47a1a2b3c4d5e6f70819",
    "at": "2026-11-24T08:00:00Z",
    "owner_id": "citizen-1",
    "vehicle_id": "3f0c9a4e5b6d47a1a2b3c4d5e6f70819",
}
STICKER = {**VEHICLE, "serial": "7K3M9QX2", "edition": 1}


class VehicleFact(Event):
    """What every fact about a vehicle carries."""

    owner_id: str
    vehicle_id: str


class StickerFact(VehicleFact):
    """What every fact about a sticker carries; the serial is printed on it and leads nowhere."""

    serial: str
    edition: int


class VehicleRegistered(VehicleFact):
    type: ClassVar[str] = "car_move.vehicle_registered"
    example: ClassVar[dict[str, Any]] = VEHICLE


class VehiclePaused(VehicleFact):
    type: ClassVar[str] = "car_move.vehicle_paused"
    example: ClassVar[dict[str, Any]] = VEHICLE


class VehicleResumed(VehicleFact):
    type: ClassVar[str] = "car_move.vehicle_resumed"
    example: ClassVar[dict[str, Any]] = VEHICLE


class VehicleRemoved(VehicleFact):
    type: ClassVar[str] = "car_move.vehicle_removed"
    example: ClassVar[dict[str, Any]] = VEHICLE


class StickerIssued(StickerFact):
    type: ClassVar[str] = "car_move.sticker_issued"
    example: ClassVar[dict[str, Any]] = STICKER


class StickerRevoked(StickerFact):
    """``why``: replaced by the next edition, revoked by the owner, or its vehicle removed."""

    type: ClassVar[str] = "car_move.sticker_revoked"
    example: ClassVar[dict[str, Any]] = {**STICKER, "why": "replaced"}
    why: Literal["replaced", "revoked", "removed"]
