"""Sessions: what two phones have with each other, read afresh for every attempt to bind them."""

from collections.abc import Collection
from datetime import datetime

from chalicelib.errors import Busy
from chalicelib.store import Change, Delete
from chalicelib.world import World
from functions.car_move.model.pool import THE_POOL, Pool
from functions.car_move.model.request import Request
from functions.car_move.model.session import Line, Route, Seat, Session
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.rules import numbering
from functions.car_move.rules import sessions as rules
from functions.car_move.use_cases.again import again

NO_NUMBERS = "电话转接服务还没有开通，请稍后再试，或拨打 122。"


def line(world: World, phone: str) -> Line:
    """One query."""
    key = line_id(world, phone)
    return Line(key, phone, world.store.parts(Route, key))


def line_id(world: World, phone: str) -> str:
    """What a phone is filed under; the prefix keeps phones apart from the other things that are blinded."""
    return world.vault.blind(f"line#{phone}")


def pool(world: World) -> Pool:
    """The masked numbers; raises Busy before any are loaded. One read."""
    found = world.store.find(Pool, THE_POOL)
    if found is None:
        raise Busy(NO_NUMBERS, 600)
    return found


def opened(world: World, pool: Pool, owner: Line, passer_by: Line, case_id: str) -> Session:
    """A number of their own, else a shared one with a PIN, else none: then a message is all there is."""
    try:
        return rules.opened(pool, owner, passer_by, case_id, world.now())
    except numbering.NoNumber:
        number = numbering.choose_shared(pool.shared, case_id)
        return rules.shared(number, owner, passer_by, case_id, world.now())


def cut(world: World, owner_id: str, vehicle_id: str, at: datetime, edition: int | None = None) -> None:
    """Whoever reached an owner by a sticker that was dead or paused ``at`` that time reaches them no more.

    ``edition``: of the sticker that is dead for good, if any; whoever came by it is cut, whatever the clocks say.
    Facts are late at times. Whoever asked after it was let in again, and goes on: the fact is not about them. Where
    nobody is let in still, everybody is cut, as whoever asked in the same instant has perhaps a later time.
    One commit for all, so that a repeated fact finds either everything done or nothing.
    """
    again(lambda: _cut(world, owner_id, vehicle_id, at, edition))


def _cut(world: World, owner_id: str, vehicle_id: str, at: datetime, edition: int | None) -> None:
    vehicle = world.store.find(Vehicle, vehicle_id)
    open_again = vehicle is not None and bool(vehicle.sticker) and not vehicle.paused
    owner = line(world, vehicle.owner_phone if vehicle else world.directory.phone_of(owner_id))
    live = [route for route in owner.routes if route.side == "owner" and route.is_live(world.now())]
    ours = [(route, request) for route in live if (request := _case(world, route)).vehicle_id == vehicle_id]
    meant = [
        (route, request)
        for route, request in ours
        if (edition is not None and request.edition <= edition) or request.asked_at <= at or not open_again
    ]
    if changes := [change for route, request in meant for change in _over(world, route, request)]:
        world.store.commit(*changes)


def end_of(world: World, request: Request) -> list[Change]:
    """What ends whatever the caller has open with this owner: by this request, or by a later one."""
    mine = world.store.parts(Route, request.line)
    live = [route for route in mine if route.side == "passer_by" and route.is_live(world.now())]
    theirs = [route for route in live if route.other_id == request.owner_line]
    back = [world.store.get(Route, route.other_id, route.shown) for route in theirs]
    return [change for route in back for change in _over(world, route, _case(world, route))]


def ends_at(world: World, at: str, vehicles: Collection[str]) -> list[Change]:
    """What ends everything that is open at a phone (blinded) about any of these vehicles of its owner's."""
    routes = [route for route in world.store.parts(Route, at) if route.side == "owner"]
    live = [(route, _case(world, route)) for route in routes if route.is_live(world.now())]
    ours = [(route, request) for route, request in live if request.vehicle_id in vehicles]
    return [change for route, request in ours for change in _over(world, route, request)]


def _case(world: World, route: Route) -> Request:
    return world.store.get(Request, route.case_id)


def _over(world: World, route: Route, request: Request) -> list[Change]:
    """The session of that route of an owner's, over as of now, its seats free."""
    ends = (route, world.store.get(Route, route.other_id, route.shown), *_joined(world, request))
    now = {"until": world.now().replace(microsecond=0)}
    seats = [world.store.get(Seat, end.id, end.seat_taken) for end in ends]
    return [*(record.model_copy(update=now) for record in (*ends, request)), *map(Delete, seats)]


def _joined(world: World, request: Request) -> list[Route]:
    """The ways back of the contacts who were rung."""
    found = [world.store.find(Route, joined.line, joined.number) for joined in request.joined.values()]
    return [route for route in found if route and route.case_id == request.id and route.is_live(world.now())]
