"""The doors: for other matters by X-Road's protocol, and for citizens who want to know who looked at what."""

from chalicelib.http import Caller, Routes
from chalicelib.world import World
from chalicelib.xroad import Message, Passed

from .forms import Agreed, Agreements, Revoking, Trail, Where
from .use_cases import asking, consenting, showing

routes = Routes(__name__)


@routes.exchange("/r1/AH/GOV/tongban/data-sharing/consents")
def note_consent(message: Message, world: World) -> consenting.Noted:
    return consenting.note(world, message)


@routes.exchange("/r1/{instance}/{member_class}/{member}/{subsystem}/{service}")
def ask(message: Message, world: World) -> Passed:
    return asking.ask(world, message)


@routes.get("/", page="trail.html")
def show_trail(query: Where, caller: Caller, world: World) -> Trail:
    return showing.trail(world, caller, query.cursor)


@routes.get("/consents", page="consents.html")
def show_consents(query: Where, caller: Caller, world: World) -> Agreements:
    return showing.agreements(world, caller, query.cursor)


@routes.post(
    "/consents/{matter}/{case_id}/revoke",
    page="consents.html",
    then=lambda _: "/data-sharing/consents",
    status=200,
)
def revoke(matter: str, case_id: str, nothing: Revoking, caller: Caller, world: World) -> Agreed:  # noqa: ARG001
    return showing.agreed(consenting.revoke(world, caller, matter, case_id))
