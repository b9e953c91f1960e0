"""Facts that could not be handled, for operators: what waits, and once more."""

from chalicelib.http import Caller
from chalicelib.world import World

from ..model.shown import Replayed, Undelivered
from ..use_cases import undelivered
from .doors import DESK, routes

HERE = f"{DESK}/undelivered"


@routes.get("/operations/undelivered", page="undelivered.html")
def waiting(world: World, caller: Caller, query: Replayed) -> Undelivered:
    """``query``: what came of the last replay."""
    return undelivered.waiting(world, caller).model_copy(update={"came": query})


def _back(came: Replayed) -> str:
    return f"{HERE}?done={came.done}&failed={came.failed}"


@routes.post("/operations/undelivered/replay", then=_back, status=200)
def replay_all(world: World, caller: Caller) -> Replayed:
    return undelivered.replay(world, caller)


@routes.post("/operations/undelivered/{fact_id}/replay", then=_back, status=200)
def replay(world: World, caller: Caller, fact_id: str) -> Replayed:
    return undelivered.replay(world, caller, fact_id)
