"""The officers' desk: the queue, an absence, and an area as its superior sees it."""

from typing import Annotated

from pydantic import BaseModel, Field

from chalicelib.application.model.desk import Away, AwayPage, Overview, Queue, QueueQuery
from chalicelib.application.use_cases import delegation, desk, overseeing, queueing
from chalicelib.http import Caller, Redirect, Routes
from chalicelib.world import World


class DoneQuery(BaseModel):
    """What was done last."""

    done: str = ""


class Wanted(BaseModel):
    """A case's number, however it was typed."""

    number: Annotated[str, Field(max_length=40)] = ""


def open_doors(routes: Routes, matter: str) -> None:
    here = f"{routes.about.base}/officer"

    @routes.get("/officer", page="officer_queue.html")
    def look(world: World, caller: Caller, query: QueueQuery) -> Queue:
        return queueing.look(world, matter, caller, query)

    @routes.get("/officer/find")
    def find(world: World, caller: Caller, query: Wanted) -> Redirect:
        """A case by its number, as citizens tell it on the telephone."""
        return Redirect(f"{here}/cases/{desk.find(world, matter, caller, query.number).case.id}")

    @routes.get("/officer/overview", page="officer_overview.html")
    def overview(world: World, caller: Caller) -> Overview:
        return overseeing.overview(world, matter, caller)

    @routes.get("/officer/absence", page="officer_absence.html")
    def absence(world: World, caller: Caller, query: DoneQuery) -> AwayPage:
        return delegation.look(world, matter, caller, query.done)

    @routes.post(
        "/officer/absence",
        page="officer_absence.html",
        then=lambda page: f"{here}/absence?done={page.done}",
        status=200,
    )
    def leave(world: World, caller: Caller, given: Away) -> AwayPage:
        return delegation.leave(world, matter, caller, given)

    @routes.post("/officer/absence/end", then=lambda page: f"{here}/absence?done={page.done}", status=200)
    def come_back(world: World, caller: Caller) -> AwayPage:
        return delegation.come_back(world, matter, caller)
