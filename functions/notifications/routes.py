"""The door for people and for the carrier: wishes, and receipts."""

from chalicelib.http import Caller, CarrierForm, Redirect, Routes
from chalicelib.world import World

from .forms import Wishes
from .use_cases.receipts import note_receipt
from .use_cases.wishes import change_wishes, wishes_of

routes = Routes(__name__)


@routes.get("/")
def front() -> Redirect:
    return Redirect("/notifications/preferences")


@routes.get("/preferences", page="preferences.html")
def show(caller: Caller, world: World) -> Wishes:
    return wishes_of(world, caller)


@routes.post(
    "/preferences", page="preferences.html", then=lambda _: "/notifications/preferences/saved", status=200
)
def change(wishes: Wishes, caller: Caller, world: World) -> Wishes:
    return change_wishes(world, caller, wishes)


@routes.get("/preferences/saved", page="saved.html")
def saved(caller: Caller, world: World) -> Wishes:
    return wishes_of(world, caller)


@routes.webhook("/receipts/{message_id}")
def receipt(message_id: str, form: CarrierForm, world: World) -> bytes:
    note_receipt(world, message_id, world.phone.receipt(form))
    return world.phone.noted()
