"""When an owner does not want to be rung."""

from collections.abc import Callable

from pydantic import BaseModel

from chalicelib.http import Caller
from chalicelib.world import World
from functions.car_move.model.quiet import NamedWindow, Rescue, Window
from functions.car_move.model.safety import QuietDone, QuietHours
from functions.car_move.routes.doors import routes
from functions.car_move.use_cases import quieting


class QuietQuery(BaseModel):
    done: QuietDone = ""


def back(done: QuietDone) -> Callable[[QuietHours], str]:
    return lambda it: f"/car-move/vehicles/{it.vehicle_id}/quiet?done={done}"


@routes.get("/vehicles/{vehicle_id}/quiet", page="quiet.html")
def see(world: World, caller: Caller, vehicle_id: str, query: QuietQuery) -> QuietHours:
    return quieting.see(world, caller.id, vehicle_id).model_copy(update={"done": query.done})


@routes.post("/vehicles/{vehicle_id}/quiet", page="quiet.html", then=back("added"), status=200)
def add(world: World, caller: Caller, vehicle_id: str, window: Window) -> QuietHours:
    return quieting.add(world, caller.id, vehicle_id, window)


@routes.post("/vehicles/{vehicle_id}/quiet/remove", then=back("removed"), status=200)
def remove(world: World, caller: Caller, vehicle_id: str, named: NamedWindow) -> QuietHours:
    return quieting.remove(world, caller.id, vehicle_id, named.window)


@routes.post("/vehicles/{vehicle_id}/quiet/rescue", then=back("rescue"), status=200)
def allow_rescue(world: World, caller: Caller, vehicle_id: str, wish: Rescue) -> QuietHours:
    return quieting.allow_rescue(world, caller.id, vehicle_id, wish.allowed)
