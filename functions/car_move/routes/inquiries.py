"""What an owner, or somebody who is rung for them, does about a request: read it, and answer."""

from pydantic import BaseModel

from chalicelib.guards import origin_of
from chalicelib.headers import widened
from chalicelib.http import Caller
from chalicelib.world import World
from functions.car_move.model.inquiry import Given, Inquiries, Inquiry
from functions.car_move.routes.doors import routes
from functions.car_move.use_cases import added, inquiries

HOME = "/car-move/inquiries"


class PageQuery(BaseModel):
    cursor: str | None = None


@routes.get("/inquiries", page="inquiries.html")
def mine(world: World, caller: Caller, query: PageQuery) -> Inquiries:
    return inquiries.mine(world, caller.id, query.cursor)


def with_photo(inquiry: Inquiry) -> dict[str, str]:
    """The picture comes from where files are kept, which no other page may show."""
    return widened({"img-src": origin_of(inquiry.photo)}) if inquiry.photo else {}


@routes.get("/inquiries/{case_id}", page="inquiry.html", allows=with_photo)
def see(world: World, caller: Caller, case_id: str) -> Inquiry:
    return added.see(world, caller.id, case_id)


@routes.post("/inquiries/{case_id}/answer", then=lambda it: f"{HOME}/{it.case_id}", status=200)
def answer(world: World, caller: Caller, case_id: str, given: Given) -> Inquiry:
    return inquiries.answer(world, caller.id, case_id, given.reply())
