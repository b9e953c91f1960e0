"""My matters: everything of mine in one list, and the copy of it that a device may keep."""

from chalicelib.headers import on_device
from chalicelib.http import Caller, Cookies, Redirect
from chalicelib.world import World

from ..forms import Mine, MineQuery
from ..use_cases.account import keeps
from ..use_cases.listing import mine_of
from .doors import routes


@routes.get("/my", page="my.html")
def show(query: MineQuery, caller: Caller, cookies: Cookies, world: World) -> Mine:
    found = mine_of(world, caller, query.show, query.cursor)
    return found.model_copy(update={"kept": keeps(world, caller, cookies)})


@routes.get("/my/kept", page="my.html", allows=on_device)
def kept(caller: Caller, cookies: Cookies, world: World) -> Mine | Redirect:
    """For a device that may keep it, and for no other."""
    if not keeps(world, caller, cookies):
        return Redirect("/my")
    return mine_of(world, caller, "open", "")
