"""The way in for whoever needs a rescue lane cleared: open for every code, also for one that seems dead."""

from chalicelib.world import World
from functions.car_move.model.progress import Progress
from functions.car_move.model.request import RescueAsk
from functions.car_move.model.safety import Form
from functions.car_move.routes.doors import routes
from functions.car_move.routes.passer_by import ATTEMPTS
from functions.car_move.use_cases import requests


@routes.get("/rescue/{code}", page="rescue.html")
def rescue(code: str) -> Form:
    """Shown without a look at the code, so that it tells nothing about it."""
    return Form(code=code)


@routes.post(
    "/rescue",
    page="rescue.html",
    then=lambda progress: f"/car-move/requests/{progress.case_id}",
    limit=ATTEMPTS,
)
def ask_for_rescue(world: World, wanted: RescueAsk) -> Progress:
    return requests.progress(world, requests.ask(world, wanted.ask()))
