"""The citizens' door: what is found for what they typed, and what they may be about to type."""

from chalicelib.headers import on_device
from chalicelib.http import Cookies, Entrance, Redirect
from chalicelib.world import World

from ..forms import Beginning, Query
from ..model.shown import Results, Suggestions
from ..use_cases import noting, searching
from .doors import routes

ASSISTANT = "/search/assistant"


def _kept(it: Results) -> dict[str, str]:
    """What somebody has searched for is kept on no device."""
    return {} if it.q else on_device()


@routes.get("/", page="results.html", allows=_kept)
def search(entrance: Entrance, world: World, cookies: Cookies, query: Query) -> Results | Redirect:
    """Both base paths lead here: what ``/assistant/`` means lies beside."""
    if entrance == "assistant":
        return Redirect(ASSISTANT)
    found = searching.search(world, cookies, query)
    if found.q and found.release and not (found.who or found.online):  # a filter is the same search once more
        noting.noted(world, found.q, found.answered)
    return found


@routes.get("/suggestions", kept=60)
def suggest(world: World, query: Beginning) -> Suggestions:
    return searching.suggest(world, query.q)
