"""Accounts: bound, looked at, let go, and taken back."""

from chalicelib.definition.areas import SHORT as CITIES
from chalicelib.http import Caller
from chalicelib.world import World

from ..model.account import Account, Binding, Reminding
from ..model.shown import Blank, Home, Left, Seen
from ..use_cases import accounts, leaving, showing
from .doors import HOME, routes


@routes.get("/", page="home.html")
def home(world: World, caller: Caller) -> Home:
    return Home(statements=accounts.overview(world, caller.id), departed=leaving.departed(world, caller.id))


@routes.get("/accounts/new", page="bind.html")
def blank(caller: Caller) -> Blank:  # noqa: ARG001 - only who is signed in
    return Blank(cities=CITIES)


@routes.post("/accounts/new", page="bind.html", then=lambda it: f"{HOME}/accounts/{it.id}")
def bind(world: World, caller: Caller, wanted: Binding) -> Account:
    return accounts.bind(world, caller.id, wanted)


@routes.get("/accounts/{account_id}", page="account.html")
def account(world: World, caller: Caller, account_id: str) -> Seen:
    return showing.account(world, caller.id, account_id)


@routes.post("/accounts/{account_id}/remind", then=lambda it: f"{HOME}/accounts/{it.id}", status=200)
def remind(world: World, caller: Caller, account_id: str, wish: Reminding) -> Account:
    return accounts.remind(world, caller.id, account_id, wish)


@routes.get("/accounts/{account_id}/unbind", page="unbind.html")
def confirm(world: World, caller: Caller, account_id: str) -> Left:
    """Asked before it is done, as nobody knows their number by heart."""
    return Left(account=accounts.owned(world, caller.id, account_id))


@routes.post("/accounts/{account_id}/unbind", then=lambda _: HOME, status=200)
def unbind(world: World, caller: Caller, account_id: str) -> Left:
    return Left(account=leaving.unbind(world, caller.id, account_id))


@routes.post("/accounts/{account_id}/undo", then=lambda it: f"{HOME}/accounts/{it.id}", status=200)
def undo(world: World, caller: Caller, account_id: str) -> Account:
    return leaving.undo(world, caller.id, account_id)
