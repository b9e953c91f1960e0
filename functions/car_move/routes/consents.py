"""What somebody decides who is asked to be rung for another's car; the link in their text is all they need."""

from datetime import timedelta

from chalicelib.http import Limit
from chalicelib.world import World
from functions.car_move.model.contact import Wish
from functions.car_move.routes.doors import routes
from functions.car_move.use_cases import consents

HOME = "/car-move/consents"
AN_HOUR = timedelta(hours=1)
FEW = (Limit(20, AN_HOUR, per="device"), Limit(300, AN_HOUR, per="address"))


@routes.get("/consents/{token}", page="consent.html", limit=FEW)
def asked(world: World, token: str) -> Wish:
    return consents.see(world, token)


@routes.post("/consents/{token}/accept", then=lambda it: f"{HOME}/{it.token}", limit=FEW, status=200)
def accept(world: World, token: str) -> Wish:
    return consents.accept(world, token)


@routes.post("/consents/{token}/leave", then=lambda _: f"{HOME}/left/done", limit=FEW, status=200)
def leave(world: World, token: str) -> Wish:
    return consents.leave(world, token)


@routes.get("/consents/left/done", page="consent.html")
def left() -> Wish:
    return Wish(token="", tail="", state="left")
