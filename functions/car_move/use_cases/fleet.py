"""Somebody's vehicles, printed together: their own, and those that are shared with them."""

from collections.abc import Collection

from chalicelib.errors import Gone
from chalicelib.world import World
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.shown_batch import Fleet
from functions.car_move.model.sticker import Face
from functions.car_move.use_cases.stickers import face
from functions.car_move.use_cases.vehicles import mine

NOTHING = "您选的车辆现在没有挪车码可以打印，请先领取。"


def fleet(world: World, citizen_id: str) -> Fleet:
    """Those that have a sticker."""
    cards = mine(world, citizen_id, limit=LIMITS.owner_vehicles)
    return Fleet(vehicles=[card for card in [*cards.vehicles, *cards.shared] if card.serial])


def faces(world: World, citizen_id: str, chosen: Collection[str], hotline: str) -> list[Face]:
    """The stickers of the chosen vehicles, or of all; somebody else's ids choose nothing."""
    ids = [card.id for card in fleet(world, citizen_id).vehicles if not chosen or card.id in chosen]
    if not ids:
        raise Gone(NOTHING)
    return [face(world, citizen_id, vehicle_id, hotline) for vehicle_id in ids]
