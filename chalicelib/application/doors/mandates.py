"""Acting for somebody else: give, take up and end a mandate."""

from datetime import timedelta

from pydantic import BaseModel

from chalicelib.application import edition
from chalicelib.application.model.mandate import Code, Mandates, Wish
from chalicelib.application.use_cases import mandates
from chalicelib.http import Caller, Limit, Routes
from chalicelib.world import World

TRIES = Limit(10, timedelta(days=1), per="caller")


class Ended(BaseModel):
    """Whose mandate is over."""

    principal_id: str
    agent_id: str


def open_doors(routes: Routes, matter: str) -> None:
    """Only where the matter lets somebody act for the applicant."""
    if not edition.current(matter).definition.agents:
        return
    here = f"{routes.about.base}/mandates"

    @routes.get("/mandates", page="mandates.html")
    def see(world: World, caller: Caller) -> Mandates:
        return mandates.see(world, caller.id)

    @routes.post("/mandates", page="mandates.html")
    def offer(world: World, caller: Caller, wish: Wish) -> Mandates:
        return mandates.offer(world, caller.id, wish)

    @routes.post("/mandates/accept", page="mandates.html", then=lambda _: here, limit=TRIES)
    def accept(world: World, caller: Caller, given: Code) -> Mandates:
        return mandates.accept(world, matter, caller.id, given)

    @routes.post("/mandates/{principal_id}/{agent_id}/end", then=lambda _: here, status=200)
    def end(world: World, caller: Caller, principal_id: str, agent_id: str) -> Ended:
        mandates.end(world, matter, caller.id, principal_id, agent_id)
        return Ended(principal_id=principal_id, agent_id=agent_id)
