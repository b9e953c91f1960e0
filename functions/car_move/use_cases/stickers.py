"""The life of a sticker: found by its code, printed, replaced, revoked."""

from urllib.parse import urlsplit

from chalicelib.errors import Gone
from chalicelib.world import World
from functions.car_move.model.request import Reason
from functions.car_move.model.shown import Card, Past
from functions.car_move.model.sticker import Face, Named, Sticker, made_for
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.rules.codes import usable
from functions.car_move.use_cases.issuing import end, issue, key_of
from functions.car_move.use_cases.owned import managed

NO_STICKER = "这辆车现在没有挪车码，请先领一张新的。"


def resolve(world: World, code: str, reason: Reason | None = None) -> Vehicle:
    """The vehicle whose sticker in force carries ``code``. Two reads, whatever the code.

    Unknown, dead, paused and quiet ones are refused alike, in words and in work, so that guessing teaches nothing.
    """
    return resolved(world, code, reason)[1]


def resolved(world: World, code: str, reason: Reason | None = None) -> tuple[Sticker, Vehicle]:
    """The same, with the sticker."""
    key = key_of(world, code)
    sticker = world.store.find(Sticker, key)
    vehicle = world.store.find(Vehicle, sticker.vehicle_id if sticker else key)
    return usable(sticker, vehicle, world.now(), reason)


def replace(world: World, owner_id: str, vehicle_id: str, old: Named) -> Card:
    """A new sticker; the old one is dead from this commit on. Asked again about the same one, nothing changes."""
    vehicle = managed(world, owner_id, vehicle_id)
    if old.serial != vehicle.serial:
        return Card.of(vehicle)
    after, sticker, issued = issue(world, vehicle)
    ended = end(world, vehicle, "replaced") if vehicle.sticker else ()
    world.store.commit(after, *ended, sticker, issued)
    return Card.of(after)


def revoke(world: World, owner_id: str, vehicle_id: str, old: Named) -> Card:
    """No sticker works for this vehicle any more, until the owner takes a new one."""
    vehicle = managed(world, owner_id, vehicle_id)
    if not vehicle.sticker or old.serial != vehicle.serial:
        return Card.of(vehicle)
    bare = vehicle.model_copy(update={"sticker": "", "serial": ""})
    world.store.commit(bare, *end(world, vehicle, "revoked"))
    return Card.of(bare)


def history(world: World, vehicle_id: str) -> list[Past]:
    """A vehicle's latest stickers, newest first."""
    return [Past.of(sticker) for sticker in world.store.page(Sticker, made_for(vehicle_id)).items]


def face(world: World, owner_id: str, vehicle_id: str, hotline: str) -> Face:
    """What the vehicle's printed sticker says."""
    vehicle = managed(world, owner_id, vehicle_id)
    if not vehicle.sticker:
        raise Gone(NO_STICKER)
    return face_of(world, vehicle.sticker, vehicle.serial, hotline)


def face_of(world: World, code: str, serial: str, hotline: str) -> Face:
    """What a printed sticker says. The whole link is upper-case, for the QR's alphanumeric mode."""
    return Face(
        link=f"{world.public_url}/M/{code}".upper(),
        serial=serial,
        domain=urlsplit(world.public_url).netloc,
        hotline=hotline,
    )
