"""Calls through masked numbers: connected by one read, then followed by what the carrier reports."""

from datetime import timedelta

from chalicelib.errors import Gone, NotFound
from chalicelib.events import Event
from chalicelib.ports.phone import Bridge, CallEvent
from chalicelib.world import World
from functions.car_move.events.requests import Answered, Missed
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.request import Leg, Outcome, Request
from functions.car_move.model.session import Route
from functions.car_move.rules import calls
from functions.car_move.use_cases.outcomes import change
from functions.car_move.use_cases.sessions import line_id

WITHHELD = "您好，这里是码上挪车。您的手机隐藏了号码，我们无法为您转接。请打开来电显示，再拨一次。"
NO_ROUTE = (
    "您好，这里是码上挪车。这个号码现在没有为您接通任何人。请重新扫描车上的挪车码，并用填写的手机号拨打。"
)
OVER = "这次挪车请求已经结束。"


def connect(world: World, event: CallEvent) -> Bridge:
    """Where this caller goes by this number; raises NotFound. One read, no write."""
    if event.caller is None:
        raise NotFound(WITHHELD)
    route = world.store.find(Route, line_id(world, event.caller), event.dialled)
    if route is None or not route.is_live(world.now()):
        raise NotFound(NO_ROUTE)
    return _bridge(world, route)


def url(world: World, case_id: str, what: str) -> str:
    return f"{world.public_url}/car-move/calls/{case_id}/{what}"


def whisper(world: World, case_id: str, event: CallEvent) -> tuple[Request, bool]:
    """The request behind a ringing phone, and whether it is the owner's; raises Gone."""
    request = _open(world, world.store.get(Request, case_id), event)
    return request, line_id(world, event.dialled) == request.owner_line


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


def _hear(world: World, case_id: str, event: CallEvent, news: Leg) -> Request:
    """Join what is heard to what is known; raises Gone for old news, which changes nothing."""

    def heard(case: Request) -> tuple[Request, list[Event]]:
        _open(world, case, event)
        after = case.model_copy(update={"legs": calls.hear(case.legs, event.leg, news)})
        known, outcome = calls.outcome(case.legs), calls.outcome(after.legs)
        return after, [_fact(world, case, outcome)] if outcome and outcome != known else []

    return change(world, case_id, heard)


def _open(world: World, request: Request, event: CallEvent) -> Request:
    oldest = world.now() - timedelta(minutes=LIMITS.stale_minutes)
    if request.closed_at or (event.at and event.at < oldest):
        raise Gone(OVER)
    return request


def _fact(world: World, request: Request, outcome: Outcome) -> Event:
    kind = Answered if outcome == "answered" else Missed
    return kind(case_id=request.id, at=world.now(), owner_id=request.owner_id, vehicle_id=request.vehicle_id)


def _bridge(world: World, route: Route) -> Bridge:
    return Bridge(
        dial_to=route.other,
        show=route.shown,
        ring_seconds=LIMITS.ring_seconds,
        talk_seconds=LIMITS.talk_seconds,
        whisper_url=url(world, route.case_id, "whisper"),
        progress_url=url(world, route.case_id, "progress"),
        ended_url=url(world, route.case_id, "ended"),
    )
