"""What happens to vehicles, their stickers and batches of these, as facts. ``case_id`` is the vehicle or the batch."""

from typing import Any, ClassVar, Literal

from chalicelib.events import Event

VEHICLE = {
    "case_id": "3f0c9a4e5b6d47a1a2b3c4d5e6f70819",
    "at": "2026-11-24T08:00:00Z",
    "owner_id": "citizen-1",
    "vehicle_id": "3f0c9a4e5b6d47a1a2b3c4d5e6f70819",
}
STICKER = {**VEHICLE, "serial": "7K3M9QX2", "edition": 1}
BATCH = {
    "case_id": "9d1e4b7c2a5f48d3b6c7d8e9f0a1b2c3",
    "at": "2026-11-24T08:00:00Z",
    "maker_id": "officer-1",
}


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
    """``why``: replaced by the next edition, revoked by the owner, its vehicle removed or handed over."""

    type: ClassVar[str] = "car_move.sticker_revoked"
    example: ClassVar[dict[str, Any]] = {**STICKER, "why": "replaced"}
    why: Literal["replaced", "revoked", "removed", "transferred"]


class StickerActivated(StickerFact):
    """A sticker printed in advance was put on its first vehicle; ``batch_id`` is the batch it came from."""

    type: ClassVar[str] = "car_move.sticker_activated"
    example: ClassVar[dict[str, Any]] = {**STICKER, "batch_id": "9d1e4b7c2a5f48d3b6c7d8e9f0a1b2c3"}
    batch_id: str


class BatchFact(Event):
    """What every fact about a batch carries; ``case_id`` is the batch, ``maker_id`` the officer who made it."""

    maker_id: str


class BatchMade(BatchFact):
    """All its stickers exist, each of no vehicle yet."""

    type: ClassVar[str] = "car_move.batch_made"
    example: ClassVar[dict[str, Any]] = {**BATCH, "stickers": 200}
    stickers: int


class BatchPrinted(BatchFact):
    """The sheets of one part were downloaded, by whoever made the batch."""

    type: ClassVar[str] = "car_move.batch_printed"
    example: ClassVar[dict[str, Any]] = {**BATCH, "batch_part": 1, "stickers": 240}
    batch_part: int
    stickers: int


class BatchVoided(BatchFact):
    """Those of its stickers that nobody has activated never will be."""

    type: ClassVar[str] = "car_move.batch_voided"
    example: ClassVar[dict[str, Any]] = BATCH


class BatchRestored(BatchFact):
    """It is no longer void: those of its stickers that nobody has activated can be again."""

    type: ClassVar[str] = "car_move.batch_restored"
    example: ClassVar[dict[str, Any]] = BATCH
