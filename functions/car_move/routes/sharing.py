"""What a household and a buyer do: share a vehicle, hand it over, take up either with a code."""

from datetime import timedelta
from typing import Literal

from pydantic import BaseModel

from chalicelib.http import Caller, Limit
from chalicelib.world import World
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.share import Code, Handover, Household, Invited, Joined
from functions.car_move.routes.doors import routes
from functions.car_move.use_cases import sharing, transfers

HOME = "/car-move/vehicles"
TRIES = Limit(LIMITS.joins_per_person_a_day, timedelta(days=1), per="caller")


class DoneQuery(BaseModel):
    done: Literal["", "offered", "ended"] = ""


class Left(BaseModel):
    """Whose household somebody has left."""

    vehicle_id: str
    mine: bool


class Welcome(BaseModel):
    """An empty form for a code, which counts for whoever is signed in."""

    citizen_id: str


@routes.get("/vehicles/{vehicle_id}/household", page="household.html")
def household(world: World, caller: Caller, vehicle_id: str, query: DoneQuery) -> Household:
    return sharing.household(world, caller.id, vehicle_id).model_copy(update={"done": query.done})


@routes.post(
    "/vehicles/{vehicle_id}/household",
    page="household.html",
    then=lambda it: f"{HOME}/{it.vehicle_id}/household?done=offered",
)
def offer_share(world: World, caller: Caller, vehicle_id: str, wanted: Invited) -> Household:
    return sharing.offer(world, caller.id, vehicle_id, wanted)


@routes.post(
    "/vehicles/{vehicle_id}/household/{member_id}/end",
    then=lambda it: f"{HOME}/{it.vehicle_id}/household?done=ended" if it.mine else HOME,
    status=200,
)
def end_share(world: World, caller: Caller, vehicle_id: str, member_id: str) -> Left:
    sharing.end(world, caller.id, vehicle_id, member_id)
    return Left(vehicle_id=vehicle_id, mine=member_id != caller.id)


@routes.get("/vehicles/{vehicle_id}/transfer", page="transfer.html")
def transfer(world: World, caller: Caller, vehicle_id: str) -> Handover:
    return transfers.see(world, caller.id, vehicle_id)


@routes.post(
    "/vehicles/{vehicle_id}/transfer", then=lambda it: f"{HOME}/{it.vehicle_id}/transfer", status=200
)
def offer_transfer(world: World, caller: Caller, vehicle_id: str) -> Handover:
    return transfers.offer(world, caller.id, vehicle_id)


@routes.post(
    "/vehicles/{vehicle_id}/transfer/withdraw",
    then=lambda it: f"{HOME}/{it.vehicle_id}/transfer",
    status=200,
)
def withdraw(world: World, caller: Caller, vehicle_id: str) -> Handover:
    return transfers.withdraw(world, caller.id, vehicle_id)


@routes.get("/join", page="join.html")
def welcome(caller: Caller) -> Welcome:
    return Welcome(citizen_id=caller.id)


@routes.post("/join", page="join.html", then=lambda it: f"{HOME}/{it.vehicle_id}", limit=TRIES, status=200)
def take_up(world: World, caller: Caller, given: Code) -> Joined:
    return transfers.take_up(world, caller.id, given)
