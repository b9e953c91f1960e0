"""What is counted, by the day in Beijing: sums only, kept in the transactions that they are about."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta

from chalicelib.errors import Busy
from chalicelib.store import Add
from chalicelib.telemetry import percentage
from chalicelib.world import World
from functions.car_move.model.request import Request
from functions.car_move.model.session import OF_CASE, Line, Route, Session
from functions.car_move.model.tuning import COSTS
from functions.car_move.rules import costs, measures
from functions.car_move.rules.codes import Why
from functions.car_move.rules.quiet import BEIJING

KEPT = timedelta(days=32)


def of_day(world: World, back: int = 0) -> Counter[str]:
    """What was counted on a day, today or so many days back. One query."""
    return world.store.tally(f"day#{_date(world.now() - timedelta(days=back))}")


def add(world: World, what: str, many: int = 1) -> Add:
    return _add("day", world.now(), what, many)


def spent(world: World) -> int:
    """What today has cost so far, with what is set aside for the sessions under way. One query."""
    return world.store.tally(f"spent#{_date(world.now())}")["fen"]


def affordable(world: World) -> None:
    """Raises Busy once today has cost what a day may cost."""
    fen = spent(world)
    percentage("SpentPercent", costs.percent(fen))
    midnight = (world.now().astimezone(BEIJING) + timedelta(days=1)).replace(hour=0, minute=0, second=0)
    costs.affordable(fen, max(1, int((midnight - world.now()).total_seconds())))


def is_affordable(world: World) -> bool:
    """For what nobody waits for: whether today may still cost something."""
    try:
        affordable(world)
    except Busy:
        return False
    return True


def opened(world: World, request: Request, session: Session, lines: Collection[Line]) -> tuple[Add, ...]:
    """A session begins: it counts, its cost is set aside, and its numbers are taken."""
    held = max((_held(line, session, world.now()) for line in lines), key=sum)
    hour = request.asked_at.astimezone(BEIJING).hour
    return (
        add(world, "asked"),
        add(world, f"held#{hour:02}#{held[0]}-{held[1]}"),
        _add("spent", request.asked_at, "fen", costs.of_session()),
    )


def rang(world: World, request: Request) -> list[Add]:
    """The first ring of a request, by how long it took from asking."""
    if any(leg.rang for leg in request.legs.values()):
        return []
    waited = (world.now() - request.asked_at).total_seconds()
    return [add(world, f"rang#{measures.bucket(waited)}")]


def heard(before: Request, after: Request) -> list[Add]:
    """One more call is set aside, or has cost less than it might have: the day's ceiling knows it at once."""
    more = costs.reserved(after.legs.values()) - costs.reserved(before.legs.values())
    return [_add("spent", after.asked_at, "fen", more)] if more else []


def closed(world: World, request: Request, outcome: str) -> tuple[Add, ...]:
    """How it ended; what was set aside and not used is given back to the day it was taken from."""
    legs = request.legs.values()
    unused = costs.of_legs(legs) - costs.reserved(legs)
    return add(world, f"closed#{outcome}"), _add("spent", request.asked_at, "fen", unused)


def sent(world: World, what: str) -> tuple[Add, ...]:
    """A text is paid for when the carrier has taken it; a call when its request closes."""
    if what != "text":
        return ()
    return add(world, "texts"), _add("spent", world.now(), "fen", COSTS.text)


def turned_away(world: World, why: Why) -> Add:
    """One row whatever the reason, so that the reason cannot be told from the work."""
    return add(world, f"turned_away#{why}")


def _held(line: Line, session: Session, now: datetime) -> tuple[int, int]:
    """How many numbers are busy and how many in quarantine at one phone, once the session has begun."""
    new = [route for route in session.records if isinstance(route, Route) and route.id == line.id]
    routes = [route for route in [*line.routes, *new] if OF_CASE not in route.number]
    live = {route.number: route.is_live(now) for route in routes}
    return sum(live.values()), len(live) - sum(live.values())


def _add(tally: str, at: datetime, what: str, many: int) -> Add:
    return Add(f"{tally}#{_date(at)}", what, at + KEPT, many)


def _date(at: datetime) -> str:
    return at.astimezone(BEIJING).date().isoformat()
