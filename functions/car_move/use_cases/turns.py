"""Whose phone rings next: the contacts of a vehicle take turns, within a call and from one call to the next."""

from dataclasses import dataclass

from chalicelib.errors import NotFound
from chalicelib.store import Record
from chalicelib.world import World
from functions.car_move.model.contact import Contact
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.request import Joined, Request
from functions.car_move.model.session import Line, Route
from functions.car_move.model.vehicle import OWNER
from functions.car_move.rules import turns
from functions.car_move.use_cases.again import again
from functions.car_move.use_cases.sessions import line, pool

Turn = tuple[Request, list[Record]]


def take_first(world: World, request: Request) -> Request:
    """Somebody else than the owner may come first in the vehicle's order."""
    return request if request.queue[0] == OWNER else again(lambda: _turn_to(world, request, 0, 0))


def pass_on(world: World, case_id: str, turn: int) -> Route | None:
    """The one whose turn it was has not answered: the passer-by's route to the next, while the call goes on.

    None where everybody has been rung. A repeat finds the turn passed on, and gives the same.
    """

    def attempt() -> Request:
        request = world.store.get(Request, case_id)
        settled = request.closed_at or request.turn > turn or request.until <= world.now()
        return request if settled else _turn_to(world, request, turn + 1, turn)

    request = again(attempt)
    route = way(world, request)
    ended = route is None or not route.is_live(world.now())
    return None if ended or not turns.same_round(request.queue, turn, request.turn) else route


def way(world: World, request: Request) -> Route | None:
    """The passer-by's route, where it is still this request's."""
    route = world.store.find(Route, request.line, request.way)
    return route if route and route.case_id == request.id else None


def way_of_owner(world: World, request: Request) -> Route | None:
    """The owner's route, by which they call back, where it is still this request's."""
    route = way(world, request)
    return world.store.find(Route, route.other_id, route.shown) if route else None


def others(world: World, request: Request) -> list[Request]:
    """What else is asked of the same owner about the same car just now."""
    theirs = [
        route
        for route in world.store.parts(Route, request.owner_line)
        if route.side == "owner" and route.is_live(world.now())
    ]
    asked = [world.store.find(Request, route.case_id) for route in theirs if route.case_id != request.id]
    return [one for one in asked if one and one.vehicle_id == request.vehicle_id and not one.closed_at]


def back_to_owner(world: World, vehicle_id: str, phone: str) -> list[Record]:
    """In the sessions under way it is the owner's turn, where it was this contact's."""
    ways_back = [
        route for route in line(world, phone).routes if route.side == "owner" and route.is_live(world.now())
    ]
    changed: list[Record] = []
    for theirs in ways_back:
        request = world.store.find(Request, theirs.case_id)
        route = way(world, request) if request and request.vehicle_id == vehicle_id else None
        if route and route.standing.line == theirs.id:
            standing = route.standing.model_copy(update={"line": "", "shows": ""})
            changed.append(route.model_copy(update={"turn_phone": None, "standing": standing}))
    return changed


def rung(world: World, request: Request, phone: str) -> tuple[Request, list[Record]]:
    """A phone rings: it rests for a while, whoever would ring it next, and so does this request."""
    until = world.now() + LIMITS.ring_pause
    ringing = line(world, phone)
    if ringing.id not in request.lines:
        return request, []
    changed: list[Record] = []
    for theirs in ringing.routes:
        if theirs.side == "owner" and theirs.is_live(world.now()):
            changed += [_rests(theirs, until), *_others(world, theirs, ringing.id, request.id, until)]
    return request.model_copy(update={"rest_until": until}), changed


def _others(world: World, theirs: Route, rung_id: str, case_id: str, until: object) -> list[Record]:
    """The other end of a rung phone's session, and what its page shows."""
    other = world.store.find(Route, theirs.other_id, theirs.shown)
    if other is None or other.case_id != theirs.case_id:
        return []
    if theirs.case_id == case_id:
        return [_rests(other, until)]
    if other.rings_id != rung_id:
        return []
    request = world.store.find(Request, theirs.case_id)
    shown = [request.model_copy(update={"rest_until": until})] if request and not request.closed_at else []
    return [_rests(other, until), *shown]


def _rests(route: Route, until: object) -> Route:
    return route.model_copy(update={"standing": route.standing.model_copy(update={"rest_until": until})})


def _turn_to(world: World, request: Request, turn: int, of_call: int) -> Request:
    """The first from that turn on who can be rung; the owner always can.

    Whoever rests is passed over in the call that began with ``of_call``, and not in the next one, which waits: else the
    turn would depend on whether their ringing has been reported yet.
    """
    route = way(world, request)
    if route is None:
        raise NotFound("这次挪车请求已经结束。")
    back = world.store.get(Route, route.other_id, route.shown)
    for following, contact_id in turns.after(request.queue, turn):
        rung = (
            _owner(world, route) if contact_id == OWNER else _contact(world, request, route, back, contact_id)
        )
        if rung is None or (
            turns.same_round(request.queue, of_call, following) and _is_resting(world, rung.line)
        ):
            continue
        after, changes = _with(world, request, route, rung, following, contact_id)
        world.store.commit(after, *changes)
        return after
    return request


@dataclass(frozen=True)
class Rung:
    """Somebody who can be rung: their phone, the number they see, and what has to be kept for that."""

    line: Line
    shows: str
    records: tuple[Record, ...] = ()


def _owner(world: World, route: Route) -> Rung:
    return Rung(line(world, route.other), "")


def _contact(world: World, request: Request, route: Route, back: Route, contact_id: str) -> Rung | None:
    """A contact who has said yes, is still there, and does not ring themselves."""
    contact = world.store.find(Contact, request.vehicle_id, contact_id)
    if contact is None or contact.consented_at is None:
        return None
    theirs = line(world, contact.phone)
    if theirs.id in {route.id, request.owner_line}:
        return None
    known = request.joined.get(contact_id)
    if known and known.line == theirs.id:
        return Rung(theirs, known.number)
    way_back = turns.way_back(pool(world), theirs, route, back, world.now())
    return Rung(theirs, way_back[0].number, way_back) if way_back else None


def _is_resting(world: World, line: Line) -> bool:
    until = line.rests_until
    return until is not None and until > world.now()


def _with(
    world: World, request: Request, route: Route, rung: Rung, turn: int, contact_id: str
) -> tuple[Request, list[Record]]:
    joined, now = request.joined, world.now()
    if rung.shows:
        joined = {**joined, contact_id: Joined(line=rung.line.id, number=rung.shows)}
    rest = max(request.rest_until or now, rung.line.rests_until or now)
    if rest <= now and turn:
        rest = now + LIMITS.ring_pause
    standing = route.standing.model_copy(
        update={
            "turn": turn,
            "line": rung.line.id if rung.shows else "",
            "shows": rung.shows,
            "rest_until": rest,
        }
    )
    turned = route.model_copy(
        update={"turn_phone": rung.line.phone if rung.shows else None, "standing": standing}
    )
    after = request.model_copy(update={"turn": turn, "joined": joined, "rest_until": rest})
    return after, [turned, *rung.records]
