"""What happens when a vehicle is shared or handed over, as facts. ``case_id`` is the vehicle; ids only."""

from typing import Any, ClassVar

from functions.car_move.events.stickers import VEHICLE, VehicleFact

MEMBER = {**VEHICLE, "member_id": "citizen-2"}


class ShareFact(VehicleFact):
    """``member_id`` is the citizen who shares the vehicle."""

    member_id: str


class ShareOffered(VehicleFact):
    """Somebody is asked, by a text with a code, to share a vehicle."""

    type: ClassVar[str] = "car_move.share_offered"
    example: ClassVar[dict[str, Any]] = {**VEHICLE, "invitation_id": "c2d1a7f05e7d4c1b9b7a6f5e4d3c2b1a"}
    invitation_id: str


class VehicleShared(ShareFact):
    type: ClassVar[str] = "car_move.vehicle_shared"
    example: ClassVar[dict[str, Any]] = MEMBER


class ShareEnded(ShareFact):
    type: ClassVar[str] = "car_move.share_ended"
    example: ClassVar[dict[str, Any]] = MEMBER


class TransferOffered(VehicleFact):
    """The owner has a code for whoever takes the vehicle over."""

    type: ClassVar[str] = "car_move.transfer_offered"
    example: ClassVar[dict[str, Any]] = VEHICLE


class TransferWithdrawn(VehicleFact):
    type: ClassVar[str] = "car_move.transfer_withdrawn"
    example: ClassVar[dict[str, Any]] = VEHICLE


class VehicleTransferred(VehicleFact):
    """``owner_id`` and ``vehicle_id`` are the seller's; ``taken_as`` is the vehicle that the buyer now has."""

    type: ClassVar[str] = "car_move.vehicle_transferred"
    example: ClassVar[dict[str, Any]] = {
        **VEHICLE,
        "buyer_id": "citizen-3",
        "taken_as": "7d793037a0760186574b0282f2f435e7",
    }
    buyer_id: str
    taken_as: str
