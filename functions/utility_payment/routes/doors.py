"""The matter's one door for people, on which the other modules here declare their views."""

from datetime import timedelta
from urllib.parse import quote

from chalicelib.http import Limit, Redirect, Routes
from chalicelib.world import World

from ..limits import LIMITS

routes = Routes("functions.utility_payment.routes")
HOME, DESK = "/pay", "/pay/operations"
A_DAY = Limit(LIMITS["payments_a_day"], timedelta(days=1), per="caller")


def onward(world: World, page: str, here: str) -> Redirect:
    """On to a page of the provider's, from where the browser comes back to ``here``; at once, where there is none."""
    if not page:
        return Redirect(here)
    back = quote(world.public_url + here, safe="")
    return Redirect(f"{page}{'&' if '?' in page else '?'}redirect_url={back}")
