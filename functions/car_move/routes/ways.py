"""What a passer-by does besides dialling: leaves a message, proves their phone, calls from the browser."""

from datetime import timedelta

from chalicelib.http import Limit
from chalicelib.world import World
from functions.car_move.model.progress import Progress
from functions.car_move.model.ways import BrowserPass, Told
from functions.car_move.routes.doors import routes
from functions.car_move.use_cases import requests, ways

AN_HOUR = timedelta(hours=1)
FEW = (Limit(20, AN_HOUR, per="device"), Limit(300, AN_HOUR, per="address"))


def back(progress: Progress) -> str:
    return f"/car-move/requests/{progress.case_id}"


@routes.post("/requests/{case_id}/message", then=back, limit=FEW)
def leave_message(world: World, case_id: str) -> Progress:
    return requests.progress(world, ways.leave_message(world, case_id))


@routes.post("/requests/{case_id}/code", then=back, limit=FEW)
def want_code(world: World, case_id: str) -> Progress:
    return requests.progress(world, ways.want_code(world, case_id))


@routes.post("/requests/{case_id}/proof", page="request.html", then=back, limit=FEW)
def tell_code(world: World, case_id: str, told: Told) -> Progress:
    return requests.progress(world, ways.tell_code(world, case_id, told.code))


@routes.post("/requests/{case_id}/voice-token", limit=FEW)
def browser_pass(world: World, case_id: str) -> BrowserPass:
    """For a page that has the carrier's voice SDK; ours loads it when somebody taps."""
    return ways.browser_pass(world, case_id)
