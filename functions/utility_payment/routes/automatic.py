"""Automatic payment of an account: its ceiling, its contract at the provider, and the way out."""

from chalicelib.http import Caller, Redirect
from chalicelib.world import World

from ..model.auto_pay import Ceiling
from ..model.shown import Automatic
from ..use_cases import contracts, showing
from .doors import A_DAY, HOME, onward, routes


@routes.get("/accounts/{account_id}/auto", page="auto.html")
def automatic(world: World, caller: Caller, account_id: str) -> Automatic:
    return showing.automatic(world, caller.id, account_id)


@routes.post(
    "/accounts/{account_id}/auto",
    page="auto.html",
    then=lambda it: f"{HOME}/accounts/{it.account.id}/auto",
    limit=A_DAY,
    status=200,
)
def wish(world: World, caller: Caller, account_id: str, wanted: Ceiling) -> Automatic:
    """A browser reads it over first; no form leads to the provider's page, as our pages let none leave us."""
    contracts.wish(world, caller.id, account_id, wanted)
    return showing.automatic(world, caller.id, account_id)


@routes.get("/accounts/{account_id}/auto/go")
def sign(world: World, caller: Caller, account_id: str) -> Redirect:
    here = f"{HOME}/accounts/{account_id}/auto"
    return onward(world, contracts.go_sign(world, caller.id, account_id), here)


@routes.post(
    "/accounts/{account_id}/auto/off",
    then=lambda it: f"{HOME}/accounts/{it.account.id}/auto",
    status=200,
)
def switch_off(world: World, caller: Caller, account_id: str) -> Automatic:
    contracts.switch_off(world, caller.id, account_id)
    return showing.automatic(world, caller.id, account_id)
