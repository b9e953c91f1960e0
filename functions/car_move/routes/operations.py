"""What an operator watches and does: figures of the day, and reports of abuse."""

from typing import Any

from pydantic import BaseModel

from chalicelib.http import Caller
from chalicelib.identity import require
from chalicelib.world import World
from functions.car_move.model.operations import Done, OpenReport, Operations
from functions.car_move.routes.doors import routes
from functions.car_move.use_cases import operations, reports

HOME = "/car-move/operations"


class LookQuery(BaseModel):
    cursor: str | None = None
    done: Done = ""


def back(done: Done) -> Any:
    return lambda _: f"{HOME}?done={done}"


@routes.get("/operations", page="operations.html")
def look(world: World, caller: Caller, query: LookQuery) -> Operations:
    require(caller, "operator")
    return operations.look(world, query.cursor).model_copy(update={"done": query.done})


@routes.post("/operations/reports/{report_id}/dismiss", then=back("dismissed"), status=200)
def dismiss(world: World, caller: Caller, report_id: str) -> OpenReport:
    require(caller, "operator")
    return OpenReport.of(reports.dismiss(world, report_id))


@routes.post("/operations/reports/{report_id}/suspend", then=back("suspended"), status=200)
def suspend(world: World, caller: Caller, report_id: str) -> OpenReport:
    require(caller, "operator")
    return OpenReport.of(reports.suspend(world, report_id))
