"""Calls through masked numbers: connected by one read, then followed by what the carrier reports."""

from dataclasses import dataclass
from datetime import timedelta

from chalicelib.errors import Forged, Gone, NotFound
from chalicelib.events import Event
from chalicelib.ports.phone import Bridge, CallEvent
from chalicelib.store import Change
from chalicelib.world import World
from functions.car_move.events.requests import Answered, Missed
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.request import Leg, Outcome, Request
from functions.car_move.model.session import Route
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.rules import calls
from functions.car_move.rules.answers import BY_KEY
from functions.car_move.rules.ringing import TAIL, may_be_rung
from functions.car_move.rules.turns import has_no_answer, may_ring
from functions.car_move.use_cases import answers, extensions, tallies, turns
from functions.car_move.use_cases.outcomes import change
from functions.car_move.use_cases.sessions import line_id

UNRECOGNISED = "没有认出您的手机。"
NOT_RUNG = "您好，这里是码上挪车。这个号码现在不能接通对方。情况紧急，请拨打 122。"
OVER = "这次挪车请求已经结束。"
STALE = "这条通话消息太旧了。"


@dataclass(frozen=True)
class Way:
    """Where a call goes. ``keys_url``: the caller is the owner's side, and may answer by key instead.

    Without a ``bridge`` that is all they may do, as nobody has shown whose phone it is that would ring.
    """

    bridge: Bridge | None
    keys_url: str = ""


def connect(world: World, event: CallEvent) -> Way:
    """Where this caller goes by this number. One read, no write.

    Raises NotFound for whoever is not known by their own number and has to give a PIN.
    """
    route = world.store.find(Route, line_id(world, event.caller), event.dialled) if event.caller else None
    if route is None or not route.is_live(world.now()):
        raise NotFound(UNRECOGNISED)
    return _way(world, route)


def connect_by_pin(world: World, event: CallEvent) -> Way:
    """Where the PIN that the caller has pressed leads; raises NotFound or TooMany. Two counts, two reads."""
    return _way(world, extensions.dial(world, event))


def connect_from_browser(world: World, event: CallEvent) -> Bridge:
    """Where the one whom our token let in goes, and nobody else; raises NotFound. Two reads."""
    request = world.store.find(Request, event.browser) if event.browser else None
    route = turns.way(world, request) if request else None
    if route is None or not route.display or not route.is_live(world.now()):
        raise NotFound(UNRECOGNISED)
    return _bridge(world, route)


def url(world: World, case_id: str, what: str) -> str:
    return f"{world.public_url}/car-move/calls/{case_id}/{what}"


def whisper(world: World, case_id: str, event: CallEvent) -> tuple[Request, str]:
    """The request behind a ringing phone and, if it rings on the owner's side, how the car's plate ends; raises Gone."""
    request = _open(world, world.store.get(Request, case_id), event)
    if line_id(world, event.dialled) not in request.lines:
        return request, ""
    return request, world.store.get(Vehicle, request.vehicle_id).plate[-TAIL:]


def accept(world: World, case_id: str, event: CallEvent) -> None:
    """Somebody pressed 1."""
    _hear(world, case_id, event, Leg(rang=True, accepted=True))


def progress(world: World, case_id: str, event: CallEvent) -> None:
    rang, ended = event.progress in {"ringing", "picked up"}, event.progress == "ended"
    _hear(world, case_id, event, Leg(rang=rang, ended=ended, seconds=event.seconds))


def end(world: World, case_id: str, event: CallEvent) -> Leg:
    """The call is over for the caller; returns all that is known of the phone that was rung."""
    request = _hear(world, case_id, event, Leg(ended=True, seconds=event.seconds))
    return request.legs[event.leg]


def go_on(world: World, case_id: str, turn: int) -> Bridge | None:
    """Whoever's turn it was has not answered: on to the next, in the same call. None where nobody is left.

    Raises TooMany, with the words, where somebody has answered by a key.
    """
    request = world.store.get(Request, case_id)
    if route := turns.way(world, request):
        has_no_answer(route, world.now())
    following = turns.pass_on(world, case_id, turn)
    return _to(world, following) if following else None


def reply(world: World, case_id: str, event: CallEvent) -> bool:
    """A key other than 1, pressed by a phone on the owner's side, may be an answer; False where it is none."""
    given = BY_KEY.get(event.digits)
    line = line_id(world, event.dialled)
    if given is None or line not in _open(world, world.store.get(Request, case_id), event).lines:
        return False
    answers.answer(world, case_id, line, given, f"key#{event.leg}")
    return True


def reply_by_caller(world: World, case_id: str, event: CallEvent) -> Bridge | None:
    """A key that the owner's side has pressed, calling us themselves: an answer, or else the wish to be connected.

    None for an answer. Only the documents that we gave to such a caller lead here. Raises Gone where they may not ring.
    """
    request = _open(world, world.store.get(Request, case_id), event)
    if given := BY_KEY.get(event.digits):
        answers.answer(world, case_id, request.owner_line, given, f"key#{event.call}")
        return None
    route = turns.way_of_owner(world, request)
    if route is None or not route.is_live(world.now()) or not route.proven:
        raise Gone(OVER)
    return _bridge(world, route)


def may_still_answer(world: World, case_id: str) -> bool:
    request = world.store.get(Request, case_id)
    return request.closed_at is None and request.until > world.now()


def _hear(world: World, case_id: str, event: CallEvent, news: Leg) -> Request:
    """Join what is heard to what is known; raises Gone for old news, which changes nothing."""

    def heard(case: Request) -> tuple[Request, list[Change]]:
        _open(world, case, event)
        after = case.model_copy(update={"legs": calls.hear(case.legs, event.leg, news)})
        known, outcome = calls.outcome(case.legs), calls.outcome(after.legs)
        facts: list[Change] = [_fact(world, case, outcome)] if outcome and outcome != known else []
        if news.rang and not case.legs.get(event.leg, Leg()).rang:
            after, rests = turns.rung(world, after, event.dialled)
            facts += rests
            facts += tallies.rang(world, case)
        facts += tallies.heard(case, after)
        return after, facts

    return change(world, case_id, heard)


def _open(world: World, request: Request, event: CallEvent) -> Request:
    """Raises Forged for what was not signed just now and may be a replay, Gone where the case is closed."""
    if event.at and abs(world.now() - event.at) > timedelta(minutes=LIMITS.stale_minutes):
        raise Forged(STALE)
    if request.closed_at:
        raise Gone(OVER)
    return request


def _fact(world: World, request: Request, outcome: Outcome) -> Event:
    kind = Answered if outcome == "answered" else Missed
    return kind(case_id=request.id, at=world.now(), owner_id=request.owner_id, vehicle_id=request.vehicle_id)


def _way(world: World, route: Route) -> Way:
    """Raises TooMany or Gone; see ``_bridge``."""
    if route.side == "passer_by":
        return Way(_bridge(world, route))
    keys = url(world, route.case_id, "key")
    return Way(_bridge(world, route) if route.proven else None, keys)


def _bridge(world: World, route: Route) -> Bridge:
    """Raises TooMany while an answer stands or the phone rests."""
    may_ring(route, world.now())
    return _to(world, route)


def _to(world: World, route: Route) -> Bridge:
    """Raises Gone where operators have meanwhile taken such numbers off the list of those that are rung."""
    if not may_be_rung(route.rings):
        raise Gone(NOT_RUNG)
    ended = "ended" if route.side == "owner" else f"ended/{route.standing.turn}"
    return Bridge(
        dial_to=route.rings,
        show=route.display,
        ring_seconds=LIMITS.ring_seconds,
        talk_seconds=LIMITS.talk_seconds,
        whisper_url=url(world, route.case_id, "whisper"),
        progress_url=url(world, route.case_id, "progress"),
        ended_url=url(world, route.case_id, ended),
    )
