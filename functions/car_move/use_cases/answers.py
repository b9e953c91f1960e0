"""An owner's answer: kept with the request and, in the same commit, on every route that would ring again.

It is an answer to whoever asks for the same car: those who have asked already, and by way of the vehicle those who will.
"""

from datetime import datetime

from chalicelib.errors import Gone, NotYours, TooMany
from chalicelib.store import Change
from chalicelib.world import World
from functions.car_move.events.requests import Replied
from functions.car_move.model.answer import Answer, Reply
from functions.car_move.model.request import Reason, Request
from functions.car_move.model.session import Route
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.rules import answers
from functions.car_move.use_cases import turns
from functions.car_move.use_cases.outcomes import change

OVER = "这次挪车请求已经结束，不用再回复了。"
ENDED = "这次挪车请求已经结束，如果还需要联系车主，请重新扫描车上的挪车码。"
PATIENCE = "车主刚刚回复过，请再等一等；情况紧急，请拨打 122。"


def answer(world: World, request_id: str, line: str, reply: Reply, key: str = "") -> Request:
    """From one of the phones on the owner's side (blinded); ``key`` tells a repeat from a second answer.

    Raises NotYours, or Gone once the session is over. One read and a transaction, for a repeat only the read.
    """

    def given(case: Request) -> tuple[Request, list[Change]]:
        if line not in case.lines:
            raise NotYours("只有被联系的车主可以回复。")
        return _given(world, case, reply, name)

    name = key or world.new_id()
    return change(world, request_id, given)


def answer_by_page(world: World, request_id: str, reply: Reply) -> Request:
    """From somebody who may see the request; the page sends it once."""
    key = f"page#{world.new_id()}"
    return change(world, request_id, lambda case: _given(world, case, reply, key))


def insist(world: World, case_id: str) -> Request:
    """A passer-by who has waited may ring in spite of what the owner told somebody else. Raises TooMany before.

    A request without such an answer stays as it is.
    """

    def insisted(case: Request) -> tuple[Request, list[Change]]:
        if case.closed_at or case.until <= world.now():
            raise Gone(ENDED)
        since = answers.may_insist_from(case)
        if since is None:
            return case, []
        _has_waited(since, world.now())
        return _without_heard(world, case)

    return change(world, case_id, insisted)


def make_urgent(world: World, request: Request) -> Request:
    """Whoever asks again, now for a rescue lane, does not wait for what was said to somebody else."""

    def urgent(case: Request) -> tuple[Request, list[Change]]:
        if case.heard is None:
            return case, []
        return _without_heard(world, case.model_copy(update={"reason": Reason.BLOCKS_RESCUE}))

    return change(world, request.id, urgent)


def _without_heard(world: World, case: Request) -> tuple[Request, list[Change]]:
    after = case.model_copy(update={"heard": None})
    route = turns.way(world, case)
    return after, [_carrying(route, after.answer)] if route else []


def _has_waited(since: datetime, now: datetime) -> None:
    if now < since:
        raise TooMany(PATIENCE, int((since - now).total_seconds()) + 1)


def _given(world: World, case: Request, reply: Reply, key: str) -> tuple[Request, list[Change]]:
    if key in case.answers:
        return case, []
    if case.closed_at or case.until <= world.now():
        raise Gone(OVER)
    stands = answers.stands(reply, world.now(), case.until)
    after = case.model_copy(update={"answers": {**case.answers, key: stands}})
    route = turns.way(world, case)
    on_route = [_carrying(route, stands)] if route else []
    others = _to_everybody(world, case, stands) if answers.is_for_everybody(reply) else []
    return after, [*on_route, *others, _fact(world, case, stands)]


def _to_everybody(world: World, case: Request, stands: Answer) -> list[Change]:
    """One read, one query, and three reads for each other session of the owner's."""
    vehicle = world.store.find(Vehicle, case.vehicle_id)
    if vehicle is None or vehicle.owner_id != case.owner_id:
        return []
    asked = [other for other in turns.others(world, case) if answers.holds(stands, other.reason, world.now())]
    heard = [other.model_copy(update={"heard": stands}) for other in asked]
    routes = [_carrying(route, stands) for other in asked if (route := turns.way(world, other))]
    return [vehicle.model_copy(update={"answer": stands}), *heard, *routes]


def _carrying(route: Route, stands: Answer | None) -> Route:
    return route.model_copy(update={"standing": route.standing.model_copy(update={"answer": stands})})


def _fact(world: World, case: Request, stands: Answer) -> Replied:
    return Replied(
        case_id=case.id,
        at=world.now(),
        owner_id=case.owner_id,
        vehicle_id=case.vehicle_id,
        answer=stands.kind,
        minutes=stands.minutes,
    )
