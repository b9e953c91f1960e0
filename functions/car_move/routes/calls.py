"""What the carrier asks while phones ring. Every answer is what a person hears next."""

from contextlib import suppress

from chalicelib.errors import Gone, NotFound, TooMany
from chalicelib.http import CarrierForm
from chalicelib.telemetry import logger
from chalicelib.world import World
from functions.car_move.model.limits import LIMITS
from functions.car_move.routes.doors import routes
from functions.car_move.use_cases import calls, erasures, proofs
from functions.car_move.words import (
    AFTER_TALK,
    ASKS_OWNER,
    ASKS_PIN,
    CALLS_BACK,
    CALLS_BACK_OR_ANSWERS,
    KEYS,
    MISSED,
    NO_ROUTE,
    NOTED,
    REASONS,
    UNAVAILABLE,
    UNPROVEN,
)

ACCEPT = "1"
PINS_A_CALL = 3
BEFORE_RINGING = 2  # seconds after the words in which an owner may press a key instead


@routes.webhook("/calls/inbound")
def inbound(world: World, form: CarrierForm) -> bytes:
    try:
        return _connected(world, calls.connect(world, world.phone.read(form)))
    except NotFound:
        return _ask_for_pin(world, ASKS_PIN, 1)
    except (Gone, TooMany) as refusal:
        return world.phone.say(str(refusal))


@routes.webhook("/calls/pin/{attempt}")
def pin(world: World, attempt: str, form: CarrierForm) -> bytes:
    """The PIN of somebody whom we do not know by their number, or the lack of one."""
    event = world.phone.read(form)
    try:
        return _connected(world, calls.connect_by_pin(world, event))
    except (Gone, TooMany) as refusal:
        return world.phone.say(str(refusal))
    except NotFound as refusal:
        again = int(attempt) + 1
        return _ask_for_pin(world, str(refusal), again) if again <= PINS_A_CALL else world.phone.say(NO_ROUTE)


@routes.webhook("/calls/browser")
def from_browser(world: World, form: CarrierForm) -> bytes:
    """A browser calls with the token of its request; what else it says of itself is not heard."""
    try:
        return world.phone.bridge(calls.connect_from_browser(world, world.phone.read(form)))
    except NotFound:
        return world.phone.say(NO_ROUTE)
    except (Gone, TooMany) as refusal:
        return world.phone.say(str(refusal))


def _connected(world: World, way: calls.Way) -> bytes:
    """An owner who calls hears which keys are answers, and is connected when they press none."""
    if not way.keys_url and way.bridge:
        return world.phone.bridge(way.bridge)
    if way.bridge is None:
        return world.phone.ask_to_accept(UNPROVEN, way.keys_url, LIMITS.accept_seconds)
    return world.phone.ask_before(CALLS_BACK_OR_ANSWERS, way.keys_url, BEFORE_RINGING, way.bridge)


@routes.webhook("/calls/{case_id}/key")
def key(world: World, case_id: str, form: CarrierForm) -> bytes:
    """Pressed by an owner who has called us: before they are connected, or after the talk."""
    try:
        wanted = calls.reply_by_caller(world, case_id, world.phone.read(form))
    except (Gone, NotFound):
        return world.phone.hang_up()
    return world.phone.bridge(wanted) if wanted else world.phone.say(NOTED)


def _ask_for_pin(world: World, words: str, attempt: int) -> bytes:
    return world.phone.ask_for_digits(words, calls.url(world, "pin", str(attempt)), LIMITS.pin_digits)


@routes.webhook("/calls/{case_id}/whisper")
def whisper(world: World, case_id: str, form: CarrierForm) -> bytes:
    """Only to the phone that was rung, before the two are joined."""
    try:
        request, tail = calls.whisper(world, case_id, world.phone.read(form))
    except (Gone, NotFound):
        return world.phone.hang_up()
    words = ASKS_OWNER.format(tail=" ".join(tail), reason=REASONS[request.reason]) if tail else CALLS_BACK
    return world.phone.ask_to_accept(words, calls.url(world, case_id, "accept"), LIMITS.accept_seconds)


@routes.webhook("/calls/{case_id}/accept")
def accept(world: World, case_id: str, form: CarrierForm) -> bytes:
    event = world.phone.read(form)
    try:
        if event.digits != ACCEPT:
            return world.phone.say(NOTED) if calls.reply(world, case_id, event) else world.phone.hang_up()
        calls.accept(world, case_id, event)
    except (Gone, NotFound):
        return world.phone.hang_up()
    return world.phone.accepted()


@routes.webhook("/calls/{case_id}/progress")
def progress(world: World, case_id: str, form: CarrierForm) -> bytes:
    event = world.phone.read(form)
    with suppress(Gone, NotFound):
        calls.progress(world, case_id, event)
    if event.progress == "ended":
        erasures.file(world, "call", event.call)
    return world.phone.noted()


@routes.webhook("/calls/finished")
def finished(world: World, form: CarrierForm) -> bytes:
    """A call to one of our numbers is over, whatever became of it: the carrier need not remember it."""
    event = world.phone.read(form)
    if event.progress == "ended":
        erasures.file(world, "call", event.call)
        proofs.has_called(world, event)
    return world.phone.noted()


@routes.webhook("/calls/{case_id}/ended")
def ended(world: World, case_id: str, form: CarrierForm) -> bytes:
    """What an owner who has called hears when the other side has hung up, or never answered: the keys, once more.

    Their call stays up, as it is theirs; of a phone that was rung, the carrier lets go when the caller does.
    """
    event = world.phone.read(form)
    try:
        leg = calls.end(world, case_id, event)
        if not calls.may_still_answer(world, case_id):
            return world.phone.hang_up()
    except (Gone, NotFound):
        return world.phone.hang_up()
    words = AFTER_TALK if leg.accepted else MISSED + KEYS
    return world.phone.ask_to_accept(words, calls.url(world, case_id, "key"), LIMITS.accept_seconds)


@routes.webhook("/calls/{case_id}/ended/{turn}")
def turn_ended(world: World, case_id: str, turn: str, form: CarrierForm) -> bytes:
    """What the passer-by hears when whoever was rung has hung up, or never answered: the next one's phone."""
    event = world.phone.read(form)
    try:
        leg = calls.end(world, case_id, event)
        proofs.has_called(world, event)
        proofs.has_called_about(world, case_id, event)
        if leg.accepted:
            return world.phone.hang_up()
        following = calls.go_on(world, case_id, int(turn))
    except TooMany as answer:
        return world.phone.say(str(answer))
    except (Gone, NotFound, ValueError):
        return world.phone.hang_up()
    return world.phone.bridge(following) if following else world.phone.say(MISSED)


@routes.webhook("/calls/fallback")
def fallback(world: World) -> bytes:
    """Where the carrier turns when we did not answer in time."""
    logger.error("the carrier had to turn to the fallback")
    return world.phone.say(UNAVAILABLE)
