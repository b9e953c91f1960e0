"""The door for everybody: guides of matters, life events and questions, and the lists they stand in."""

from urllib.parse import unquote

from chalicelib.headers import on_device
from chalicelib.http import Redirect
from chalicelib.world import World

from ..model.shown import Answer, Browse, Guide, Index, ScenarioGuide, Where
from ..use_cases import browsing, showing
from .doors import routes


@routes.get("/", page="index.html", allows=on_device)
def index(world: World) -> Index:
    return browsing.index(world)


@routes.get("/matters")
def matters() -> Redirect:
    return Redirect("/catalogue/")


@routes.get("/matters/{entry_id}", page="guide.html", allows=on_device)
def matter(world: World, entry_id: str, query: Where) -> Guide:
    return showing.matter(world, entry_id, query.area)


@routes.get("/scenarios", page="browse.html", allows=on_device)
def scenarios(world: World, query: Where) -> Browse:
    return browsing.scenarios(world, query)


@routes.get("/scenarios/{entry_id}", page="scenario.html", allows=on_device)
def scenario(world: World, entry_id: str, query: Where) -> ScenarioGuide:
    return showing.scenario(world, entry_id, query.area)


@routes.get("/questions/{entry_id}", page="question.html", allows=on_device)
def question(world: World, entry_id: str) -> Answer:
    return showing.question(world, entry_id)


@routes.get("/themes/{name}", page="browse.html", allows=on_device)
def theme(world: World, name: str, query: Where) -> Browse:
    return browsing.theme(world, unquote(name), query)


@routes.get("/departments/{name}", page="browse.html", allows=on_device)
def department(world: World, name: str, query: Where) -> Browse:
    return browsing.department(world, unquote(name), query)


@routes.get("/audiences/{name}", page="browse.html", allows=on_device)
def audience(world: World, name: str, query: Where) -> Browse:
    return browsing.audience(world, unquote(name), query)


@routes.get("/for-elders", page="browse.html", allows=on_device)
def for_elders(world: World, query: Where) -> Browse:
    """Not ``/elder``, which is the house's own switch to 长辈版."""
    return browsing.for_elders(world, query)
