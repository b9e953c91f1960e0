"""What public housing shows besides an application: the waiting list for everybody, and the bureau's yearly look."""

from typing import Literal

from pydantic import BaseModel

from chalicelib.http import Caller, Routes
from chalicelib.world import World

from .model import Doubtful, List, Recheck, Standing, Verdict
from .use_cases import rechecking, waiting

City = Literal["3401", "3402", "3405", "3416"]


class ListQuery(BaseModel):
    city: City = "3401"
    cursor: str | None = None


def open_doors(routes: Routes, matter: str) -> None:  # noqa: ARG001 - every door is opened alike
    here = f"{routes.about.base}/officer/rechecks"

    @routes.get("/waiting", page="waiting.html")
    def published(world: World, query: ListQuery) -> List:
        return waiting.published(world, query.city, query.cursor)

    @routes.get("/applications/{case_id}/place", page="place.html")
    def place(world: World, caller: Caller, case_id: str) -> Standing:
        return waiting.standing(world, caller.id, [case_id])

    @routes.get("/officer/rechecks", page="rechecks.html")
    def doubtful(world: World, caller: Caller) -> Doubtful:
        return rechecking.doubtful(world, caller)

    @routes.post("/officer/rechecks/{case_id}", then=lambda _: here, status=200)
    def decide(world: World, caller: Caller, case_id: str, verdict: Verdict) -> Recheck:
        return rechecking.decide(world, caller, case_id, verdict)
