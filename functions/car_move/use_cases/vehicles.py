"""An owner's vehicles: put up, listed, seen, paused, resumed, taken down."""

from chalicelib.store import Delete
from chalicelib.world import World
from functions.car_move.events.stickers import (
    VehicleFact,
    VehiclePaused,
    VehicleRegistered,
    VehicleRemoved,
    VehicleResumed,
)
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.share import Share, shared_with
from functions.car_move.model.shown import Blank, Card, Cards, Detail, Removed
from functions.car_move.model.vehicle import Garage, Registration, Vehicle, owned_by
from functions.car_move.rules import garages, plates
from functions.car_move.use_cases.belongings import belongings
from functions.car_move.use_cases.issuing import end, issue
from functions.car_move.use_cases.owned import managed, owned
from functions.car_move.use_cases.stickers import history


def blank(world: World, owner_id: str) -> Blank:
    garage = world.store.find(Garage, owner_id) or Garage(id=owner_id)
    return Blank(left=garages.room(garage.vehicles, LIMITS.owner_vehicles))


def register(world: World, owner_id: str, wanted: Registration) -> Card:
    """Put up a vehicle, reached at the phone its owner signed in with, and give it its first sticker."""
    fuller, new = admit(world, owner_id, plates.read(wanted.plate))
    vehicle, sticker, issued = issue(world, new)
    world.store.commit(fuller, vehicle, sticker, _fact(world, vehicle, VehicleRegistered), issued)
    return Card.of(vehicle)


def admit(world: World, owner_id: str, plate: str) -> tuple[Garage, Vehicle]:
    """A vehicle that its owner may put up, and the garage with it; neither is committed yet."""
    mark = plate_mark(world, owner_id, plate)
    garage = world.store.find(Garage, owner_id) or Garage(id=owner_id)
    garages.may_take(garage.vehicles, mark, LIMITS.owner_vehicles)
    phone = world.directory.phone_of(owner_id)
    new = Vehicle(
        id=world.new_id(), owner_id=owner_id, plate=plate, owner_phone=phone, registered_at=world.now()
    )
    return garage.model_copy(update={"vehicles": {**garage.vehicles, mark: new.id}}), new


def plate_mark(world: World, owner_id: str, plate: str) -> str:
    """What a plate is called in its owner's garage."""
    return world.vault.blind(f"plate#{owner_id}#{plate}")


def mine(world: World, owner_id: str, cursor: str | None = None, limit: int = 20) -> Cards:
    """Their own and, on the first page, those that others share with them."""
    page = world.store.page(Vehicle, owned_by(owner_id), limit=limit, cursor=cursor)
    shared = [] if cursor else _shared(world, owner_id)
    return Cards(vehicles=[Card.of(vehicle) for vehicle in page.items], cursor=page.cursor, shared=shared)


def _shared(world: World, citizen_id: str) -> list[Card]:
    """One query, and a read for each."""
    shares = world.store.page(Share, shared_with(citizen_id)).items
    vehicles = [world.store.find(Vehicle, share.id) for share in shares]
    return [Card.of(vehicle, citizen_id) for vehicle in vehicles if vehicle]


def see(world: World, owner_id: str, vehicle_id: str) -> Card:
    return Card.of(managed(world, owner_id, vehicle_id), owner_id)


def study(world: World, owner_id: str, vehicle_id: str) -> Detail:
    """A vehicle with the history of its stickers."""
    card = see(world, owner_id, vehicle_id)
    return Detail(vehicle=card, stickers=history(world, card.id))


def pause(world: World, owner_id: str, vehicle_id: str) -> Card:
    """Passers-by are turned away, as if there were no sticker, until the owner resumes."""
    return _turn(world, managed(world, owner_id, vehicle_id), True, VehiclePaused)


def resume(world: World, owner_id: str, vehicle_id: str) -> Card:
    return _turn(world, managed(world, owner_id, vehicle_id), False, VehicleResumed)


def remove(world: World, owner_id: str, vehicle_id: str) -> Removed:
    """Take a vehicle down: its sticker dies, the plate and the phone are erased, ids remain as history."""
    vehicle = owned(world, owner_id, vehicle_id)
    garage = world.store.get(Garage, owner_id)
    ended = end(world, vehicle, "removed") if vehicle.sticker else ()
    left = {mark: kept for mark, kept in garage.vehicles.items() if kept != vehicle_id}
    emptier = garage.model_copy(update={"vehicles": left})
    gone = (Delete(vehicle), *belongings(world, vehicle))
    world.store.commit(*gone, emptier, *ended, _fact(world, vehicle, VehicleRemoved))
    return Removed(id=vehicle_id)


def _turn(world: World, vehicle: Vehicle, paused: bool, fact: type[VehicleFact]) -> Card:
    if vehicle.paused == paused:
        return Card.of(vehicle)
    after = vehicle.model_copy(update={"paused": paused})
    world.store.commit(after, _fact(world, after, fact))
    return Card.of(after)


def _fact(world: World, vehicle: Vehicle, fact: type[VehicleFact]) -> VehicleFact:
    return fact(case_id=vehicle.id, at=world.now(), owner_id=vehicle.owner_id, vehicle_id=vehicle.id)
