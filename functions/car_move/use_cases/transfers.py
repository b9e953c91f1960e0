"""A vehicle on its way to a new owner: offered with a code, withdrawn, or taken over for good."""

import secrets
from datetime import timedelta

from chalicelib.store import Delete
from chalicelib.world import World
from functions.car_move.events.sharing import TransferOffered, TransferWithdrawn, VehicleTransferred
from functions.car_move.events.stickers import VehicleFact, VehicleRegistered
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.share import CODE_DIGITS, Code, Handover, Invitation, Joined
from functions.car_move.model.vehicle import Garage, Vehicle
from functions.car_move.rules import sharing as rules
from functions.car_move.use_cases import sharing, vehicles
from functions.car_move.use_cases.belongings import belongings, invitation_key, offers
from functions.car_move.use_cases.issuing import end, issue
from functions.car_move.use_cases.owned import owned
from functions.car_move.use_cases.sessions import line_id


def see(world: World, owner_id: str, vehicle_id: str) -> Handover:
    return _shown(world, owned(world, owner_id, vehicle_id))


def offer(world: World, owner_id: str, vehicle_id: str) -> Handover:
    """A code for the buyer. Asked again while it is good, it is the same one."""
    vehicle = owned(world, owner_id, vehicle_id)
    if _shown(world, vehicle).code:
        return _shown(world, vehicle)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    until = world.now() + timedelta(hours=LIMITS.transfer_hours)
    offered = vehicle.model_copy(update={"transfer": code, "transfer_until": until})
    invitation = Invitation(
        id=invitation_key(world, code),
        purpose="transfer",
        vehicle_id=vehicle_id,
        owner_id=owner_id,
        until=until,
    )
    world.store.commit(offered, invitation, _fact(world, vehicle, TransferOffered))
    return _shown(world, offered)


def withdraw(world: World, owner_id: str, vehicle_id: str) -> Handover:
    """As long as nobody has taken the vehicle over, nothing has happened."""
    vehicle = owned(world, owner_id, vehicle_id)
    if not vehicle.transfer:
        return _shown(world, vehicle)
    kept = vehicle.model_copy(update={"transfer": "", "transfer_until": None})
    gone = [Delete(offered) for offered in offers(world, vehicle)]
    world.store.commit(kept, *gone, _fact(world, vehicle, TransferWithdrawn))
    return _shown(world, kept)


def take_up(world: World, citizen_id: str, given: Code) -> Joined:
    """What a code leads to: a share, or the vehicle itself. Two reads before it is known which."""
    key = invitation_key(world, given.code)
    found = world.store.find(Invitation, key)
    car = world.store.find(Vehicle, found.vehicle_id if found else key)
    line = line_id(world, world.directory.phone_of(citizen_id))
    invitation, vehicle = rules.may_take_up(found, car, line, citizen_id)
    if invitation.purpose == "share":
        return sharing.join(world, citizen_id, invitation, vehicle)
    return _take_over(world, citizen_id, vehicle)


def _take_over(world: World, buyer_id: str, vehicle: Vehicle) -> Joined:
    """In one commit: the old sticker is dead, the seller keeps ids as history, the buyer has the car and a new sticker."""
    garage, new = vehicles.admit(world, buyer_id, vehicle.plate)
    taken, sticker, issued = issue(world, new)
    ended = end(world, vehicle, "transferred") if vehicle.sticker else ()
    told = VehicleTransferred(
        case_id=vehicle.id,
        at=world.now(),
        owner_id=vehicle.owner_id,
        vehicle_id=vehicle.id,
        buyer_id=buyer_id,
        taken_as=taken.id,
    )
    world.store.commit(
        *(Delete(vehicle), *belongings(world, vehicle), _without(world, vehicle), *ended, told),
        *(garage, taken, sticker, _fact(world, taken, VehicleRegistered), issued),
    )
    return Joined(vehicle_id=taken.id, purpose="transfer")


def _without(world: World, vehicle: Vehicle) -> Garage:
    garage = world.store.get(Garage, vehicle.owner_id)
    left = {mark: kept for mark, kept in garage.vehicles.items() if kept != vehicle.id}
    return garage.model_copy(update={"vehicles": left})


def _shown(world: World, vehicle: Vehicle) -> Handover:
    good = vehicle.transfer_until is not None and vehicle.transfer_until > world.now()
    return Handover(
        vehicle_id=vehicle.id,
        plate=vehicle.plate,
        code=vehicle.transfer if good else "",
        until=vehicle.transfer_until if good else None,
    )


def _fact(world: World, vehicle: Vehicle, kind: type[VehicleFact]) -> VehicleFact:
    return kind(case_id=vehicle.id, at=world.now(), owner_id=vehicle.owner_id, vehicle_id=vehicle.id)
