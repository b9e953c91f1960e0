"""PINs: who has none of the session's phones at hand, or hides its number, is known by one. Never by a number."""

from datetime import timedelta

from chalicelib.errors import NotFound, TooMany
from chalicelib.ports.phone import CallEvent
from chalicelib.world import World
from functions.car_move.model.extension import Extension
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.session import Route, Session, Side
from functions.car_move.use_cases.sessions import line_id

A_WHILE = timedelta(hours=1)
UNKNOWN = "没有找到这个号码。请看着页面，再输一次。"
TRIED_TOO_OFTEN = "您好，这里是码上挪车。刚才试的次数太多了，请过一会儿再拨，或在页面上给车主留言。"


def pin_of(world: World, case_id: str, side: Side = "passer_by") -> str:
    """A case's PIN for one of its sides: made from its id and the matter's key, so that nothing has to keep it."""
    digits = LIMITS.pin_digits
    return f"{int(world.vault.blind(f'pin#{side}#{case_id}'), 16) % 10**digits:0{digits}}"


def extensions(world: World, session: Session) -> list[Extension]:
    """What files the PINs of a session that is about to be kept; nothing where there is no number to dial.

    The passer-by has one always, the owner where they cannot call back without: on a number shared with others. Two with
    one PIN on one number conflict, and the later session begins anew with another id.
    """
    if not session.number:
        return []
    routes = [record for record in session.records if isinstance(record, Route)]
    return [
        Extension(
            id=_key(world, session.number, pin_of(world, route.case_id, route.side)),
            line=route.id,
            number=route.number,
            case_id=route.case_id,
            held_until=route.held_until,
        )
        for route in routes
        if session.by_pin or route.side == "passer_by"
    ]


def dial(world: World, event: CallEvent) -> Route:
    """Where the PIN that a caller has pressed leads; raises NotFound or TooMany.

    Attempts count before anything is looked up, and a wrong PIN costs the same two reads as a right one.
    """
    _count(world, event)
    key = _key(world, event.dialled, event.digits)
    found = world.store.find(Extension, key)
    route = world.store.find(Route, found.line if found else key, found.number if found else event.dialled)
    if found is None or route is None or not found.opens(route, world.now()):
        raise NotFound(UNKNOWN)
    return route


def _count(world: World, event: CallEvent) -> None:
    """Per caller, where the caller shows a number, and per number, whoever calls."""
    counts = [(f"pin#{world.vault.blind(event.dialled)}", LIMITS.pins_per_number)]
    if event.caller:
        counts.append((f"pin#{line_id(world, event.caller)}", LIMITS.pins_per_caller))
    tried = [world.store.count(key, A_WHILE) > most for key, most in counts]
    if any(tried):
        raise TooMany(TRIED_TOO_OFTEN, int(A_WHILE.total_seconds()))


def _key(world: World, number: str, pin: str) -> str:
    return world.vault.blind(f"extension#{number}#{pin}")
