"""The ways to a vehicle: as its owner, or as somebody it is shared with."""

from chalicelib.errors import NotFound
from chalicelib.world import World
from functions.car_move.model.vehicle import Vehicle

NOT_FOUND = "没有找到这辆车，它可能已经移除了。"


def owned(world: World, owner_id: str, vehicle_id: str) -> Vehicle:
    """Somebody else's vehicle is not found, so that nobody learns which ids there are. One read."""
    vehicle = world.store.find(Vehicle, vehicle_id)
    if vehicle is None or vehicle.owner_id != owner_id:
        raise NotFound(NOT_FOUND)
    return vehicle


def managed(world: World, citizen_id: str, vehicle_id: str) -> Vehicle:
    """The same for whoever the vehicle is shared with, too. One read."""
    vehicle = world.store.find(Vehicle, vehicle_id)
    if vehicle is None or citizen_id not in {vehicle.owner_id, *vehicle.managers}:
        raise NotFound(NOT_FOUND)
    return vehicle
