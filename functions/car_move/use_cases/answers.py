"""An owner's answer: kept with the request and, in the same commit, on the route that would ring again."""

from chalicelib.errors import Gone, NotYours
from chalicelib.store import Change
from chalicelib.world import World
from functions.car_move.events.requests import Replied
from functions.car_move.model.answer import Answer, Reply
from functions.car_move.model.request import Request
from functions.car_move.model.session import Route
from functions.car_move.rules import answers
from functions.car_move.use_cases import turns
from functions.car_move.use_cases.outcomes import change

OVER = "这次挪车请求已经结束，不用再回复了。"


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


def _given(world: World, case: Request, reply: Reply, key: str) -> tuple[Request, list[Change]]:
    if key in case.answers:
        return case, []
    if case.closed_at or case.until <= world.now():
        raise Gone(OVER)
    stands = answers.stands(reply, world.now(), case.until)
    after = case.model_copy(update={"answers": {**case.answers, key: stands}})
    route = turns.way(world, case)
    on_route = [_carrying(route, stands)] if route else []
    return after, [*on_route, _fact(world, case, stands)]


def _carrying(route: Route, stands: Answer) -> Route:
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
