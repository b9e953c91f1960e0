"""A photo for the owner: a form that goes straight to where files are kept, and a link for a minute."""

from pydantic import BaseModel

from chalicelib.http import Caller, Redirect
from chalicelib.world import World
from functions.car_move.model.photo import Showing, Trouble
from functions.car_move.routes.doors import routes
from functions.car_move.use_cases import photos


class TroubleQuery(BaseModel):
    trouble: Trouble = ""


@routes.get("/requests/{case_id}/photo", page="photo.html", posts_to=lambda it: it.url)
def offer(world: World, case_id: str, query: TroubleQuery) -> Showing:
    return photos.offer(world, case_id, query.trouble)


@routes.get("/requests/{case_id}/photo/arrived")
def arrived(world: World, case_id: str) -> Redirect:
    """Where S3 sends the browser back to."""
    trouble = photos.arrive(world, case_id)
    return Redirect(f"/car-move/requests/{case_id}/photo{'?trouble=' if trouble else ''}{trouble}")


@routes.get("/inquiries/{case_id}/photo")
def look(world: World, caller: Caller, case_id: str) -> Redirect:
    return Redirect(photos.link(world, caller.id, case_id))
