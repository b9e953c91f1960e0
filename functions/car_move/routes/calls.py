"""What the carrier asks while phones ring. Every answer is what a person hears next."""

from contextlib import suppress

from chalicelib.errors import Gone, NotFound
from chalicelib.http import CarrierForm
from chalicelib.telemetry import logger
from chalicelib.world import World
from functions.car_move.model.limits import LIMITS
from functions.car_move.routes.doors import routes
from functions.car_move.use_cases import calls
from functions.car_move.words import ASKS_OWNER, CALLS_BACK, MISSED, REASONS, UNAVAILABLE

ACCEPT = "1"


@routes.webhook("/calls/inbound")
def inbound(world: World, form: CarrierForm) -> bytes:
    try:
        return world.phone.bridge(calls.connect(world, world.phone.read(form)))
    except NotFound as refusal:
        return world.phone.say(str(refusal))


@routes.webhook("/calls/{case_id}/whisper")
def whisper(world: World, case_id: str, form: CarrierForm) -> bytes:
    """Only to the phone that was rung, before the two are joined."""
    try:
        request, to_owner = calls.whisper(world, case_id, world.phone.read(form))
    except (Gone, NotFound):
        return world.phone.hang_up()
    words = ASKS_OWNER.format(reason=REASONS[request.reason]) if to_owner else CALLS_BACK
    return world.phone.ask_to_accept(words, calls.url(world, case_id, "accept"), LIMITS.accept_seconds)


@routes.webhook("/calls/{case_id}/accept")
def accept(world: World, case_id: str, form: CarrierForm) -> bytes:
    event = world.phone.read(form)
    if event.digits != ACCEPT:
        return world.phone.hang_up()
    try:
        calls.accept(world, case_id, event)
    except (Gone, NotFound):
        return world.phone.hang_up()
    return world.phone.accepted()


@routes.webhook("/calls/{case_id}/progress")
def progress(world: World, case_id: str, form: CarrierForm) -> bytes:
    with suppress(Gone, NotFound):
        calls.progress(world, case_id, world.phone.read(form))
    return world.phone.noted()


@routes.webhook("/calls/{case_id}/ended")
def ended(world: World, case_id: str, form: CarrierForm) -> bytes:
    """What the caller hears when the other side has hung up, or never answered."""
    try:
        leg = calls.end(world, case_id, world.phone.read(form))
    except (Gone, NotFound):
        return world.phone.hang_up()
    return world.phone.hang_up() if leg.accepted else world.phone.say(MISSED)


@routes.webhook("/calls/fallback")
def fallback(world: World) -> bytes:
    """Where the carrier turns when we did not answer in time."""
    logger.error("the carrier had to turn to the fallback")
    return world.phone.say(UNAVAILABLE)
