"""A request to move a car: asked, followed, told about, closed."""

from datetime import timedelta

from chalicelib.world import World
from functions.car_move.events.requests import Asked
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.pool import Pool
from functions.car_move.model.progress import Progress, Scan
from functions.car_move.model.request import Ask, Request
from functions.car_move.model.session import Line, Session
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.rules import calls
from functions.car_move.rules import sessions as rules
from functions.car_move.use_cases import sessions, tallies, turns, ways
from functions.car_move.use_cases.admission import admit
from functions.car_move.use_cases.again import again
from functions.car_move.use_cases.extensions import extension
from functions.car_move.use_cases.stickers import resolve

# Whoever loses a race has seen another session begin at one of the two phones, and neither can have more than these.
TRIES = LIMITS.owner_sessions + LIMITS.passer_by_sessions + 1


def scan(world: World, code: str) -> Scan:
    """What the QR code leads to; raises NotFound. Two reads, whatever the code."""
    resolve(world, code)
    return Scan(code=code.strip().upper())


def ask(world: World, wanted: Ask) -> Request:
    """Open a case and a session for it, in one commit; who has one with this owner already gets that."""
    vehicle, pool = admit(world, wanted)
    return turns.take_first(world, again(lambda: _open(world, wanted, vehicle, pool), TRIES))


def _open(world: World, wanted: Ask, vehicle: Vehicle, pool: Pool) -> Request:
    owner, passer_by = sessions.line(world, vehicle.owner_phone), sessions.line(world, wanted.phone)
    if live := rules.live_case(owner, passer_by, world.now()):
        return world.store.get(Request, live)
    case_id = world.new_id()
    session = sessions.opened(world, pool, owner, passer_by, case_id)
    request = _request(world, case_id, vehicle, wanted, session, owner)
    counted = tallies.opened(world, request, session, (owner, passer_by))
    pin = extension(world, session, passer_by)
    world.store.commit(request, *session.records, *pin, *counted, _asked(request))
    return request


def _request(
    world: World, case_id: str, vehicle: Vehicle, wanted: Ask, session: Session, owner: Line
) -> Request:
    return Request(
        id=case_id,
        vehicle_id=vehicle.id,
        owner_id=vehicle.owner_id,
        owner_line=owner.id,
        line=session.route.id,
        way=session.route.number,
        queue=vehicle.order,
        rest_until=owner.rests_until,
        reason=wanted.reason,
        number=session.number,
        by_pin=session.by_pin,
        asked_at=world.now(),
        until=session.until,
        kept_until=session.until + timedelta(days=LIMITS.case_days),
    )


def _asked(request: Request) -> Asked:
    return Asked(
        case_id=request.id,
        at=request.asked_at,
        owner_id=request.owner_id,
        vehicle_id=request.vehicle_id,
        reason=request.reason,
        closes_at=request.until + LIMITS.longest_call,
    )


def follow(world: World, case_id: str) -> Progress:
    """How a request stands. One read."""
    return progress(world, world.store.get(Request, case_id))


def progress(world: World, request: Request) -> Progress:
    """What of a request its passer-by may see."""
    left = max(0, int((request.until - world.now()).total_seconds()))
    resting = request.rest_until is not None and request.rest_until > world.now()
    answered = request.answer is not None and request.answer.until > world.now()
    return Progress(
        case_id=request.id,
        status=calls.status(request),
        reason=request.reason,
        number=request.number or None if left and not request.closed_at else None,
        until=request.until,
        seconds_left=left,
        ringing=calls.is_ringing(request.legs),
        answered=calls.outcome(request.legs) == "answered",
        told=request.told,
        closed=request.closed_at is not None,
        answer=request.answer,
        rest_until=request.rest_until if resting else None,
        may_dial=not resting and not answered,
        advised=request.advised,
        ways=ways.ways(world, request),
    )
