"""What an owner does about who else is rung: propose, put in order, remove. The others say yes by themselves."""

from collections.abc import Callable
from typing import Literal

from pydantic import BaseModel

from chalicelib.http import Caller
from chalicelib.world import World
from functions.car_move.model.contact import Contacts, Proposal
from functions.car_move.routes.doors import routes
from functions.car_move.use_cases import contacts

Done = Literal["", "proposed", "moved", "removed"]


class DoneQuery(BaseModel):
    done: Done = ""


def shown(done: Done) -> Callable[[Contacts], str]:
    return lambda it: f"/car-move/vehicles/{it.vehicle_id}/contacts?done={done}"


@routes.get("/vehicles/{vehicle_id}/contacts", page="contacts.html")
def listed(world: World, caller: Caller, vehicle_id: str, query: DoneQuery) -> Contacts:
    return contacts.listed(world, caller.id, vehicle_id).model_copy(update={"done": query.done})


@routes.post("/vehicles/{vehicle_id}/contacts", page="contacts.html", then=shown("proposed"))
def propose(world: World, caller: Caller, vehicle_id: str, wanted: Proposal) -> Contacts:
    return contacts.propose(world, caller.id, vehicle_id, wanted)


@routes.post("/vehicles/{vehicle_id}/contacts/{contact_id}/earlier", then=shown("moved"), status=200)
def earlier(world: World, caller: Caller, vehicle_id: str, contact_id: str) -> Contacts:
    return contacts.earlier(world, caller.id, vehicle_id, contact_id)


@routes.post("/vehicles/{vehicle_id}/contacts/{contact_id}/remove", then=shown("removed"), status=200)
def remove(world: World, caller: Caller, vehicle_id: str, contact_id: str) -> Contacts:
    return contacts.remove(world, caller.id, vehicle_id, contact_id)
