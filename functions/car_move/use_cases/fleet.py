"""An owner's vehicles, printed together."""

from collections.abc import Collection

from chalicelib.errors import Gone
from chalicelib.world import World
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.shown import Card
from functions.car_move.model.shown_batch import Fleet
from functions.car_move.model.sticker import Face
from functions.car_move.model.vehicle import Vehicle, owned_by
from functions.car_move.use_cases.stickers import face_of

NOTHING = "您选的车辆现在没有挪车码可以打印，请先领取。"


def fleet(world: World, owner_id: str) -> Fleet:
    return Fleet(vehicles=[Card.of(vehicle) for vehicle in _printable(world, owner_id)])


def faces(world: World, owner_id: str, chosen: Collection[str], hotline: str) -> list[Face]:
    """The stickers of the chosen vehicles, or of all; somebody else's ids choose nothing."""
    vehicles = [v for v in _printable(world, owner_id) if not chosen or v.id in chosen]
    if not vehicles:
        raise Gone(NOTHING)
    return [face_of(world, vehicle.sticker, vehicle.serial, hotline) for vehicle in vehicles]


def _printable(world: World, owner_id: str) -> list[Vehicle]:
    page = world.store.page(Vehicle, owned_by(owner_id), limit=LIMITS.owner_vehicles)
    return [vehicle for vehicle in page.items if vehicle.sticker]
