"""What either side does about the other: an owner blocks or reports a caller, anybody reports a sticker."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pydantic import BaseModel

from chalicelib.http import Caller, Limit
from chalicelib.world import World
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.report import CallerReport, StickerReport
from functions.car_move.model.safety import Asker, Blocks, Done, Form, Thanks
from functions.car_move.routes.doors import routes
from functions.car_move.use_cases import blocking, reports

A_DAY = timedelta(days=1)
REPORTS = (
    Limit(LIMITS.reports_per_device_a_day, A_DAY, per="device"),
    Limit(LIMITS.reports_per_address_a_day, A_DAY, per="address"),
)


class DoneQuery(BaseModel):
    done: Done = ""


def back(done: Done) -> Callable[[Any], str]:
    return lambda it: f"/car-move/inquiries/{it.case_id}/caller?done={done}"


@routes.get("/inquiries/{case_id}/caller", page="caller.html")
def asker(world: World, caller: Caller, case_id: str, query: DoneQuery) -> Asker:
    return blocking.see(world, caller.id, case_id).model_copy(update={"done": query.done})


@routes.post("/inquiries/{case_id}/block", then=back("blocked"), status=200)
def block(world: World, caller: Caller, case_id: str) -> Asker:
    return blocking.block(world, caller.id, case_id)


@routes.post("/inquiries/{case_id}/report", page="caller.html", then=back("reported"), status=200)
def report_caller(world: World, caller: Caller, case_id: str, given: CallerReport) -> Asker:
    reports.report_caller(world, caller.id, case_id, given.abuse)
    return blocking.see(world, caller.id, case_id)


@routes.get("/blocks", page="blocks.html")
def blocks(world: World, caller: Caller, query: DoneQuery) -> Blocks:
    return blocking.blocks(world, caller.id).model_copy(update={"done": query.done})


@routes.post("/blocks/{case_id}/lift", then=lambda _: "/car-move/blocks?done=unblocked", status=200)
def unblock(world: World, caller: Caller, case_id: str) -> Blocks:
    return blocking.unblock(world, caller.id, case_id)


@routes.get("/report/{code}", page="report.html")
def report_form(code: str) -> Form:
    """Shown for every code, without a look at it."""
    return Form(code=code)


@routes.post("/report", page="report.html", then=lambda _: "/car-move/report/thanks/done", limit=REPORTS)
def report_sticker(world: World, given: StickerReport) -> Thanks:
    reports.report_sticker(world, given)
    return Thanks()


@routes.get("/report/thanks/done", page="reported.html")
def thanks() -> Thanks:
    return Thanks()
