"""Where the passer-by waits: told on their page, seen on the owner's."""

from chalicelib.http import Caller
from chalicelib.world import World
from functions.car_move.model.place import Position, Waiting, Whereabouts
from functions.car_move.routes.doors import routes
from functions.car_move.use_cases import places


@routes.get("/requests/{case_id}/place", page="place.html")
def offer(world: World, case_id: str) -> Waiting:
    return places.offer(world, case_id)


@routes.post(
    "/requests/{case_id}/place",
    page="place.html",
    then=lambda it: f"/car-move/requests/{it.case_id}/place",
    status=200,
)
def tell(world: World, case_id: str, position: Position) -> Waiting:
    return places.tell(world, case_id, position)


@routes.get("/inquiries/{case_id}/place", page="whereabouts.html")
def see(world: World, caller: Caller, case_id: str) -> Whereabouts:
    return places.see(world, caller.id, case_id)
