"""The operators' reconciliation: what the books say, and differences that two people settle."""

from datetime import date

from chalicelib.errors import NotFound
from chalicelib.http import Caller
from chalicelib.world import World

from ..model.reconciliation import Proposal, Unexplained
from ..model.shown import Reconciliations
from ..use_cases import reconciling
from .doors import HOME, routes

HERE = f"{HOME}/reconciliation"


@routes.get("/reconciliation", page="reconciliation.html")
def reconciliation(world: World, caller: Caller) -> Reconciliations:
    return Reconciliations(
        days=reconciling.recent(world, caller), open=reconciling.unexplained(world, caller)
    )


@routes.post("/reconciliation/{day}/{part}/propose", then=lambda _: HERE, status=200)
def propose(world: World, caller: Caller, day: str, part: str, proposal: Proposal) -> Unexplained:
    return reconciling.propose(world, caller, _day(day), part, proposal)


@routes.post("/reconciliation/{day}/{part}/settle", then=lambda _: HERE, status=200)
def settle(world: World, caller: Caller, day: str, part: str) -> Unexplained:
    return reconciling.settle(world, caller, _day(day), part)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise NotFound("没有这一天的对账。") from None
