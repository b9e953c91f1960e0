"""Activating a sticker printed in advance: whoever holds its torn-off strip puts it on a vehicle of theirs."""

import hmac
from datetime import timedelta

from chalicelib.errors import Invalid, TooMany
from chalicelib.events import Event
from chalicelib.store import Record
from chalicelib.store.tally import Add
from chalicelib.world import World
from functions.car_move.events.stickers import StickerActivated, VehicleRegistered
from functions.car_move.model.batch import Batch, Blank, Claim, Numbered, numbered
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.shown import Card
from functions.car_move.model.sticker import is_serial
from functions.car_move.model.vehicle import Garage, Vehicle
from functions.car_move.rules import plates
from functions.car_move.use_cases.batches import activations, proof_of
from functions.car_move.use_cases.issuing import end, key_of, put_on
from functions.car_move.use_cases.owned import owned
from functions.car_move.use_cases.vehicles import admit, plate_mark

A_DAY = timedelta(days=1)
WRONG = "编号或激活码不对，或者这张挪车码已经不能激活。请对照撕下的纸条再填一次。"
MISREAD = str.maketrans("OISZ", "0152")  # letters that serials do not have


def activate(world: World, owner_id: str, claim: Claim) -> Card:
    """The sticker works from this commit on; one that was on the same plate is replaced by it.

    A wrong PIN, an unknown sticker, one taken by somebody else and a void one are refused alike.
    """
    plate = plates.read(claim.plate)
    blank = _proven(world, claim)
    if blank.vehicle_id:
        taken_by = world.store.find(Vehicle, blank.vehicle_id)
        if taken_by is None or taken_by.owner_id != owner_id:
            raise _wrong()
        return Card.of(taken_by)
    if world.store.get(Batch, blank.batch_id).void:
        raise _wrong()
    return Card.of(_put_on(world, owner_id, plate, blank))


def _proven(world: World, claim: Claim) -> Blank:
    """The blank, for whoever knows its PIN. Attempts count for each sticker, known or not."""
    key = _key(world, claim.sticker)
    if world.store.count(f"activate#{key}", A_DAY) > LIMITS.activations_per_sticker_a_day:
        raise TooMany("这张挪车码今天试的次数太多了，请明天再试。", int(A_DAY.total_seconds()))
    blank = world.store.find(Blank, key)
    pin = "".join(sign for sign in claim.pin if sign.isdigit())
    if blank is None or not hmac.compare_digest(blank.proof, proof_of(world, blank.serial, pin)):
        raise _wrong()
    return blank


def _key(world: World, typed: str) -> str:
    """A blank's id from its serial, its code, or the link in its QR code."""
    plain = typed.strip().rstrip("/").rpartition("/")[2].upper()
    serial = "".join(plain.replace("-", "").split()).translate(MISREAD)
    if not is_serial(serial):
        return key_of(world, plain)
    known = world.store.find(Numbered, numbered(serial))
    return known.blank_id if known else key_of(world, serial)


def _put_on(world: World, owner_id: str, plate: str, blank: Blank) -> Vehicle:
    vehicle, changes = _vehicle(world, owner_id, plate)
    after, sticker, issued = put_on(world, vehicle, blank.code, blank.serial)
    taken = blank.model_copy(update={"vehicle_id": vehicle.id, "code": ""})
    told = StickerActivated(
        case_id=vehicle.id,
        at=world.now(),
        owner_id=owner_id,
        vehicle_id=vehicle.id,
        serial=blank.serial,
        edition=after.edition,
        batch_id=blank.batch_id,
    )
    one_more = Add(activations(blank.batch_id), "activated", blank.until)
    world.store.commit(after, sticker, taken, *changes, issued, told, one_more)
    return after


def _vehicle(world: World, owner_id: str, plate: str) -> tuple[Vehicle, tuple[Record | Event, ...]]:
    """The owner's vehicle with this plate, known or new, and what changes beside it."""
    garage = world.store.find(Garage, owner_id)
    known = garage.vehicles.get(plate_mark(world, owner_id, plate)) if garage else None
    if known:
        vehicle = owned(world, owner_id, known)
        return vehicle, end(world, vehicle, "replaced") if vehicle.sticker else ()
    fuller, new = admit(world, owner_id, plate)
    registered = VehicleRegistered(case_id=new.id, at=world.now(), owner_id=owner_id, vehicle_id=new.id)
    return new, (fuller, registered)


def _wrong() -> Invalid:
    return Invalid(WRONG, {"pin": "请核对编号和激活码。"})
