"""The doors of demand: a citizen's wishes, and what operators and editors see and do of what people miss."""

from datetime import timedelta

from chalicelib.http import Caller, Limit
from chalicelib.world import World

from ..model.demand_shown import Answered, Assigned, Demand, Forgotten, GapShown, Nothing, Wished, Wishes
from ..use_cases import confirming, demand_pages, gap_tasks, wishes
from .doors import routes

DEMAND, MINE, GAP = "/search/demand", "/search/wishes", "/demand/gaps/{gap_id}"


def _mine(_: object) -> str:
    return MINE


def _demand(_: object) -> str:
    return DEMAND


def _gap(shown: GapShown) -> str:
    return shown.href


@routes.get("/wishes", page="demand_wishes.html")
def mine(world: World, caller: Caller) -> Wishes:
    return demand_pages.my_wishes(world, caller)


@routes.post(
    "/wishes", page="demand_wishes.html", then=_mine, limit=Limit(40, timedelta(days=1), per="caller")
)
def wish(world: World, caller: Caller, wished: Wished) -> Wishes:
    wishes.wish(world, caller, wished.q)
    return demand_pages.my_wishes(world, caller)


@routes.post("/wishes/forget", then=_mine, status=200)
def forget(world: World, caller: Caller, nothing: Nothing) -> Forgotten:  # noqa: ARG001
    return Forgotten(wishes=wishes.forget(world, caller.id))


@routes.post("/wishes/withdraw/{wish_id}", then=_mine, status=200)
def withdraw(world: World, caller: Caller, wish_id: str, nothing: Nothing) -> Wishes:  # noqa: ARG001
    wishes.withdraw(world, caller, wish_id)
    return demand_pages.my_wishes(world, caller)


@routes.get("/demand", page="demand.html")
def look(world: World, caller: Caller) -> Demand:
    return demand_pages.look(world, caller)


@routes.get(GAP, page="demand_gap.html")
def show(world: World, caller: Caller, gap_id: str) -> GapShown:
    return demand_pages.gap(world, caller, gap_id)


@routes.post(f"{GAP}/assign", page="demand_gap.html", then=_gap, status=200)
def assign(world: World, caller: Caller, gap_id: str, task: Assigned) -> GapShown:
    gap_tasks.assign(world, caller, gap_id, task.department, task.days, task.entry)
    return demand_pages.gap(world, caller, gap_id)


@routes.post(f"{GAP}/answer", page="demand_gap.html", then=_gap, status=200)
def answer(world: World, caller: Caller, gap_id: str, answered: Answered) -> GapShown:
    gap_tasks.answer(world, caller, gap_id, answered.key)
    return demand_pages.gap(world, caller, gap_id)


@routes.post(f"{GAP}/dismiss", then=_gap, status=200)
def dismiss(world: World, caller: Caller, gap_id: str, nothing: Nothing) -> GapShown:  # noqa: ARG001
    gap_tasks.dismiss(world, caller, gap_id)
    return demand_pages.gap(world, caller, gap_id)


@routes.post(f"{GAP}/reopen", then=_gap, status=200)
def reopen(world: World, caller: Caller, gap_id: str, nothing: Nothing) -> GapShown:  # noqa: ARG001
    gap_tasks.reopen(world, caller, gap_id)
    return demand_pages.gap(world, caller, gap_id)


@routes.post("/demand/sought/{sought_id}/confirm", then=_demand, status=200)
def confirm(world: World, caller: Caller, sought_id: str, nothing: Nothing) -> Demand:  # noqa: ARG001
    confirming.confirm(world, caller, sought_id)
    return demand_pages.look(world, caller)


@routes.post("/demand/sought/{sought_id}/reject", then=_demand, status=200)
def reject(world: World, caller: Caller, sought_id: str, nothing: Nothing) -> Demand:  # noqa: ARG001
    confirming.reject(world, caller, sought_id)
    return demand_pages.look(world, caller)
