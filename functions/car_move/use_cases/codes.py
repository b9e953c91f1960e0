"""One-time codes that prove a passer-by's phone: made from the case and the matter's key, so nothing keeps them."""

import hmac
from datetime import timedelta

from chalicelib.errors import TooMany
from chalicelib.world import World
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.passing import Silence, silence
from functions.car_move.model.request import Request
from functions.car_move.model.session import Route
from functions.car_move.use_cases import outgoing, tallies, turns

A_DAY = timedelta(days=1)
DIGITS = 6
TEXT = "【码上挪车】验证码 {code}，填到网页上以后，车主就能给您回电话。没有请人挪车的话，请不用理会。"
SENT_TOO_OFTEN = "验证码发得太多了，请稍后再试；也可以直接拨打专线号码。"
TRIED_TOO_OFTEN = "验证码输错的次数太多了，请直接拨打专线号码。"


def code_of(world: World, case_id: str) -> str:
    return f"{int(world.vault.blind(f'code#{case_id}'), 16) % 10**DIGITS:0{DIGITS}}"


def may_send(world: World, request: Request) -> None:
    """Raises TooMany past the limits of a case, and of a phone whoever asks; Busy at the day's ceiling."""
    tallies.affordable(world)
    counts = (
        (f"codes#{request.id}", LIMITS.session, LIMITS.codes_per_case),
        (f"codes#{request.line}", A_DAY, LIMITS.codes_per_phone_a_day),
    )
    for key, window, most in counts:
        if world.store.count(key, window) > most:
            raise TooMany(SENT_TOO_OFTEN, 600)


def send(world: World, case_id: str) -> None:
    """Text the code of a case from its masked number; a repeat says the same code."""
    request = world.store.get(Request, case_id)
    route = turns.way(world, request)
    live = route is not None and route.is_live(world.now())
    back = world.store.find(Route, route.other_id, route.shown) if route and live else None
    if back is None or world.store.find(Silence, silence(request.line)):
        return
    outgoing.relay(world, back.other, request.number, TEXT.format(code=code_of(world, case_id)))


def is_right(world: World, request: Request, code: str) -> bool:
    """Counts before it compares; raises TooMany."""
    if world.store.count(f"told#{request.id}", LIMITS.session) > LIMITS.tries_per_code:
        raise TooMany(TRIED_TOO_OFTEN, 600)
    return hmac.compare_digest(code, code_of(world, request.id))
