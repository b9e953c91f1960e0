"""A request to move a car: asked, followed, told about, closed."""

from datetime import timedelta

from chalicelib.errors import Conflict
from chalicelib.store import Unchanged
from chalicelib.world import World
from functions.car_move.events.requests import Asked
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.pool import Pool
from functions.car_move.model.progress import Progress, Scan
from functions.car_move.model.request import Ask, Reason, Request
from functions.car_move.model.session import Line, Session
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.rules import answers, calls
from functions.car_move.rules import sessions as rules
from functions.car_move.use_cases import answers as replies
from functions.car_move.use_cases import sessions, tallies, turns, ways
from functions.car_move.use_cases.admission import Admitted, admit, admit_again
from functions.car_move.use_cases.again import again
from functions.car_move.use_cases.extensions import extensions
from functions.car_move.use_cases.stickers import resolve

# Whoever loses a race has seen another session begin at one of the two phones, and neither can have more than these.
TRIES = LIMITS.owner_sessions + LIMITS.passer_by_sessions + 1


def scan(world: World, code: str) -> Scan:
    """What the QR code leads to; raises NotFound. Two reads, whatever the code."""
    resolve(world, code)
    return Scan(code=code.strip().upper())


def ask(world: World, wanted: Ask) -> Request:
    """Open a case and a session for it, in one commit; who has one about this car already gets that.

    The commit also holds the sticker and the vehicle to what they were when they let the passer-by in: a session is
    opened before they are revoked, paused, put to rest or handed over, and then cut by that fact, or not at all.
    """
    admitted, pool = admit(world, wanted)

    def attempt() -> Request:
        nonlocal admitted
        try:
            return _open(world, wanted, admitted, pool)
        except Conflict:
            admitted = admit_again(world, wanted)
            raise

    return turns.take_first(world, again(attempt, TRIES))


def _open(world: World, wanted: Ask, admitted: Admitted, pool: Pool) -> Request:
    vehicle = admitted.vehicle
    owner, passer_by = sessions.line(world, vehicle.owner_phone), sessions.line(world, wanted.phone)
    if known := _known(world, vehicle, rules.live_cases(owner, passer_by, world.now())):
        urgent = wanted.reason is Reason.BLOCKS_RESCUE
        return replies.make_urgent(world, known) if urgent else known
    case_id = world.new_id()
    told = answers.holds(vehicle.answer, wanted.reason, world.now())
    session = rules.hearing(sessions.opened(world, pool, owner, passer_by, case_id), told)
    request = _request(world, case_id, admitted, wanted, session, owner)
    counted = tallies.opened(world, request, session, (owner, passer_by))
    pins = extensions(world, session)
    held = Unchanged(admitted.sticker), Unchanged(vehicle)
    world.store.commit(*held, request, *session.records, *pins, *counted, _asked(request))
    return request


def _known(world: World, vehicle: Vehicle, cases: list[str]) -> Request | None:
    """Of the cases between two phones, the one about this vehicle: asking twice is asking once."""
    found = [world.store.get(Request, case_id) for case_id in cases]
    return next((request for request in found if request.vehicle_id == vehicle.id), None)


def _request(
    world: World, case_id: str, admitted: Admitted, wanted: Ask, session: Session, owner: Line
) -> Request:
    vehicle = admitted.vehicle
    return Request(
        id=case_id,
        vehicle_id=vehicle.id,
        edition=admitted.sticker.edition,
        owner_id=vehicle.owner_id,
        owner_line=owner.id,
        line=session.route.id,
        way=session.route.number,
        queue=vehicle.order,
        rest_until=owner.rests_until,
        heard=session.route.standing.answer,
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
        minutes_left=answers.minutes_left(request.answer, world.now()) if request.answer else 0,
        insist_from=answers.may_insist_from(request) if answered and left else None,
        rest_until=request.rest_until if resting else None,
        may_dial=not resting and not answered,
        advised=request.advised,
        ways=ways.ways(world, request),
    )
