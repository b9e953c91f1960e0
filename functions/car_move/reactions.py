"""What car moving does when it hears its own facts: wake the state machine that waits for them."""

from typing import Any

from chalicelib.matters import Reaction
from chalicelib.world import World
from functions.car_move.model.request import Request
from functions.car_move.use_cases import outcomes


def go_on(world: World, data: dict[str, Any]) -> None:
    outcomes.resume(world, world.store.get(Request, data["case_id"]))


REACTIONS: dict[str, Reaction] = {
    "car_move.answered": go_on,
    "car_move.missed": go_on,
}
