"""What else a passer-by can do: give a PIN, leave a message, prove their phone, call from the browser."""

from datetime import timedelta

from chalicelib.errors import Gone, Invalid, NotFound, TooMany
from chalicelib.store import Change
from chalicelib.world import World
from functions.car_move.events.requests import CodeWanted, MessageLeft
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.request import Request
from functions.car_move.model.ways import BrowserPass, Ways
from functions.car_move.use_cases import codes, proofs, turns
from functions.car_move.use_cases.extensions import pin_of
from functions.car_move.use_cases.outcomes import change

AN_HOUR = timedelta(hours=1)
OVER = "这次挪车请求已经结束，如果还需要联系车主，请重新扫描车上的挪车码。"
MESSAGED_TOO_OFTEN = "刚才已经给这位车主留过几次言了，请等一会儿。情况着急，请拨打 122。"
NO_BROWSER = "现在还不能用网页拨打，请用手机拨打专线号码。"


def ways(world: World, request: Request) -> Ways:
    """Nothing is offered once a request is over. No read."""
    if request.closed_at or request.until <= world.now():
        return Ways(messaged=request.messaged, proven=request.proven)
    voice = bool(request.number)
    return Ways(
        pin=pin_of(world, request.id) if voice else "",
        by_pin=request.by_pin,
        message=not voice,
        messaged=request.messaged,
        may_prove=voice and not request.proven,
        code_sent=request.code_sent,
        proven=request.proven,
        browser=voice and "carrier/voice-app" in world.parameters,
    )


def leave_message(world: World, case_id: str) -> Request:
    """Let the owner know, once, where there is no number to call: the preset reason is all that is told."""

    def left(case: Request) -> tuple[Request, list[Change]]:
        if case.messaged or case.number:
            return case, []
        _count_message(world, case.vehicle_id)
        fact = MessageLeft(
            case_id=case.id,
            at=world.now(),
            owner_id=case.owner_id,
            vehicle_id=case.vehicle_id,
            reason=case.reason,
        )
        return case.model_copy(update={"messaged": True}), [fact]

    _live(world, case_id)
    return change(world, case_id, left)


def want_code(world: World, case_id: str) -> Request:
    """Have a code sent to the phone that was entered, so that the owner may call it back."""

    def wanted(case: Request) -> tuple[Request, list[Change]]:
        codes.may_send(world, case)
        return case.model_copy(update={"code_sent": True}), [CodeWanted(case_id=case.id, at=world.now())]

    request = _live(world, case_id)
    return change(world, case_id, wanted) if ways(world, request).may_prove else request


def tell_code(world: World, case_id: str, code: str) -> Request:
    """Whoever tells the code holds the phone; raises Invalid for a wrong one, TooMany for too many."""
    request = _live(world, case_id)
    if not codes.is_right(world, request, code):
        raise Invalid("验证码不对，请看着短信再输一次。", {"code": "验证码不对，请看着短信再输一次。"})
    if route := turns.way(world, request):
        proofs.prove(world, route)
    return world.store.get(Request, case_id)


def browser_pass(world: World, case_id: str) -> BrowserPass:
    """A token to call from the browser, for this case alone; its identity is the case's id, which says nothing."""
    request, seconds = _live(world, case_id), LIMITS.voice_token_seconds
    token = world.phone.browser_token(request.id, seconds) if request.number else None
    if token is None:
        raise NotFound(NO_BROWSER)
    return BrowserPass(token=token, identity=request.id, seconds=seconds)


def _live(world: World, case_id: str) -> Request:
    request = world.store.get(Request, case_id)
    if request.closed_at or request.until <= world.now():
        raise Gone(OVER)
    return request


def _count_message(world: World, vehicle_id: str) -> None:
    if world.store.count(f"messages#{vehicle_id}", AN_HOUR) > LIMITS.messages_per_vehicle:
        raise TooMany(MESSAGED_TOO_OFTEN, 600)
