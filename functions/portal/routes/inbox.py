"""The inbox: what has happened, in words."""

from chalicelib.headers import on_device
from chalicelib.http import Caller, Cookies, Redirect
from chalicelib.world import World

from ..forms import Inbox, InboxQuery, Read, Reading
from ..use_cases.account import keeps
from ..use_cases.reading import inbox_of, mark_read
from .doors import routes


@routes.get("/inbox", page="inbox.html")
def show(query: InboxQuery, caller: Caller, cookies: Cookies, world: World) -> Inbox:
    found = inbox_of(world, caller, query.cursor)
    return found.model_copy(update={"kept": keeps(world, caller, cookies), "done": query.done})


@routes.get("/inbox/kept", page="inbox.html", allows=on_device)
def kept(caller: Caller, cookies: Cookies, world: World) -> Inbox | Redirect:
    """For a device that may keep it, and for no other."""
    if not keeps(world, caller, cookies):
        return Redirect("/inbox")
    return inbox_of(world, caller, "")


@routes.post("/inbox/read", then=lambda _: "/inbox?done=read", status=200)
def read(given: Reading, caller: Caller, world: World) -> Read:
    return mark_read(world, caller, given.until)
