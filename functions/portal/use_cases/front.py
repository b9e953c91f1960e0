"""The front page: what runs here, what the catalogue has, and, for who is signed in, what is under way."""

from collections.abc import Mapping

from chalicelib import cities
from chalicelib.identity import Caller
from chalicelib.world import World

from ..forms import Catalogue, Front, Tile
from ..model.digest import DIGEST, Digest, Place
from ..words import services
from .listing import at_a_glance
from .reading import unread

MOST_FREQUENT, MOST_SCENARIOS = 8, 12


def front(world: World, caller: Caller | None, cookies: Mapping[str, str]) -> Front:
    """One read for a stranger, four for who is signed in."""
    city = cities.chosen(cookies)
    return Front(
        signed_in=caller is not None,
        city=city,
        city_name=cities.NAMES.get(city, "全省"),
        services=[Tile.model_validate(service.model_dump()) for service in services()],
        catalogue=_catalogue(world.store.find(Digest, DIGEST), city),
        affairs=at_a_glance(world, caller) if caller else [],
        unread=unread(world, caller) if caller else 0,
    )


def _catalogue(digest: Digest | None, city: str) -> Catalogue | None:
    """None while nothing is published."""
    if digest is None:
        return None
    return Catalogue(
        frequent=_open(digest.frequent, city)[:MOST_FREQUENT],
        scenarios=_open(digest.scenarios, city)[:MOST_SCENARIOS],
        elder=_open(digest.elder, city),
        themes=digest.themes,
        departments=digest.departments,
        audiences=digest.audiences,
    )


def _open(places: list[Place], city: str) -> list[Place]:
    return [place for place in places if place.open_in(city)]
