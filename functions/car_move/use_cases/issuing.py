"""What makes and ends a sticker, as changes for a commit."""

from typing import Literal

from chalicelib.world import World
from functions.car_move.events.stickers import StickerIssued, StickerRevoked
from functions.car_move.model.sticker import Sticker, new_code, new_serial
from functions.car_move.model.vehicle import Vehicle


def key_of(world: World, code: str) -> str:
    """A sticker's id; the prefix keeps codes apart from the other things that are blinded."""
    return world.vault.blind(f"sticker#{code.strip().upper()}")


def issue(world: World, vehicle: Vehicle) -> tuple[Vehicle, Sticker, StickerIssued]:
    """The vehicle with its next sticker, the sticker, and the fact."""
    return put_on(world, vehicle, new_code(), new_serial())


def put_on(world: World, vehicle: Vehicle, code: str, serial: str) -> tuple[Vehicle, Sticker, StickerIssued]:
    """As ``issue``, for a sticker that is printed already."""
    edition = vehicle.edition + 1
    after = vehicle.model_copy(update={"sticker": code, "serial": serial, "edition": edition})
    sticker = Sticker(
        id=key_of(world, code), vehicle_id=vehicle.id, serial=serial, edition=edition, issued_at=world.now()
    )
    fact = StickerIssued(
        case_id=vehicle.id,
        at=world.now(),
        owner_id=vehicle.owner_id,
        vehicle_id=vehicle.id,
        serial=serial,
        edition=edition,
    )
    return after, sticker, fact


def end(
    world: World, vehicle: Vehicle, why: Literal["replaced", "revoked", "removed", "transferred"]
) -> tuple[Sticker, StickerRevoked]:
    """The vehicle's sticker, dead, and the fact. One read."""
    sticker = world.store.get(Sticker, key_of(world, vehicle.sticker))
    status = "replaced" if why == "replaced" else "revoked"
    fact = StickerRevoked(
        case_id=vehicle.id,
        at=world.now(),
        owner_id=vehicle.owner_id,
        vehicle_id=vehicle.id,
        serial=sticker.serial,
        edition=sticker.edition,
        why=why,
    )
    return sticker.model_copy(update={"status": status, "ended_at": world.now()}), fact
