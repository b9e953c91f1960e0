"""The front page, open to everybody."""

from chalicelib.headers import on_device
from chalicelib.http import Cookies, Visitor
from chalicelib.world import World

from ..forms import Front
from ..use_cases.front import front
from .doors import routes


def _same_for_all(it: Front) -> dict[str, str]:
    """Of who is signed in, it shows what is theirs: no device keeps that."""
    return {} if it.signed_in else on_device()


@routes.get("/", page="front.html", allows=_same_for_all)
def show(visitor: Visitor, cookies: Cookies, world: World) -> Front:
    return front(world, visitor.caller, cookies)
