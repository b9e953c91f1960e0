"""Where the passer-by waits: told by choice, blurred, seen by who may answer the request, and soon forgotten."""

from datetime import timedelta

from chalicelib.errors import Gone
from chalicelib.world import World
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.place import Place, Position, Waiting, Whereabouts
from functions.car_move.model.request import Request
from functions.car_move.rules.places import coarse
from functions.car_move.use_cases import inquiries

OVER = "这次挪车请求已经结束，不能再添加位置。"


def offer(world: World, case_id: str) -> Waiting:
    """Two reads."""
    request = world.store.get(Request, case_id)
    return Waiting(case_id=case_id, placed=find(world, case_id) is not None, open=_is_open(world, request))


def tell(world: World, case_id: str, position: Position) -> Waiting:
    if not _is_open(world, world.store.get(Request, case_id)):
        raise Gone(OVER)
    known = find(world, case_id)
    place = Place(
        id=case_id,
        version=known.version if known else None,
        latitude=coarse(position.latitude),
        longitude=coarse(position.longitude),
        until=world.now() + timedelta(minutes=LIMITS.place_minutes),
    )
    world.store.commit(place)
    return Waiting(case_id=case_id, placed=True, open=True)


def see(world: World, citizen_id: str, case_id: str) -> Whereabouts:
    """For whoever may answer the request."""
    inquiries.see(world, citizen_id, case_id)
    place = find(world, case_id)
    return Whereabouts(
        case_id=case_id,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
    )


def find(world: World, case_id: str) -> Place | None:
    return world.store.find(Place, case_id)


def _is_open(world: World, request: Request) -> bool:
    return request.closed_at is None and request.until > world.now()
