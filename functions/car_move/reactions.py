"""What car moving does when it hears its own facts."""

from typing import Any

from chalicelib.matters import Reaction
from chalicelib.world import World
from functions.car_move.model.request import Request
from functions.car_move.use_cases import outcomes, sessions


def go_on(world: World, data: dict[str, Any]) -> None:
    """Wake the state machine that waits for the outcome."""
    outcomes.resume(world, world.store.get(Request, data["case_id"]))


def cut(world: World, data: dict[str, Any]) -> None:
    """A sticker that no longer works ends what was begun with it."""
    sessions.cut(world, data["owner_id"], data["vehicle_id"])


REACTIONS: dict[str, Reaction] = {
    "car_move.answered": go_on,
    "car_move.missed": go_on,
    "car_move.replied": go_on,
    "car_move.sticker_revoked": cut,
    "car_move.vehicle_paused": cut,
}
