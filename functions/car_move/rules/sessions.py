"""How a session between two phones is opened: seats, numbers, and for how long."""

from datetime import datetime

from chalicelib.errors import Busy, TooMany
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.pool import Pool
from functions.car_move.model.session import Line, Route, Seat, Session, Side
from functions.car_move.rules import numbering

A_MINUTE = 60


def live_case(owner: Line, passer_by: Line, now: datetime) -> str | None:
    """The case that this passer-by has with this owner just now: asking twice is asking once."""
    route = passer_by.route_to(owner, "passer_by")
    return route.case_id if route and route.is_live(now) else None


def opened(pool: Pool, owner: Line, passer_by: Line, case_id: str, now: datetime) -> Session:
    """A new session; raises Busy or TooMany where there is no room. Nobody is ever given a taken number.

    Whole seconds, because the store forgets a record at a whole second, too.
    """
    until = now.replace(microsecond=0) + LIMITS.session
    seats = _seats(owner, passer_by, now)
    reached_at, dialled = _numbers(pool, owner, passer_by)

    def route(line: Line, other: Line, side: Side, number: str, shown: str, seat: int) -> Route:
        known = line.route_to(other, side)
        return Route(
            id=line.id,
            version=known.version if known and known.number == number else None,
            number=number,
            case_id=case_id,
            side=side,
            other=other.phone,
            other_id=other.id,
            shown=shown,
            seat=seat,
            until=until,
            held_until=until + LIMITS.quarantine,
        )

    return Session(
        number=dialled,
        until=until,
        records=(
            route(owner, passer_by, "owner", reached_at, dialled, seats[0]),
            route(passer_by, owner, "passer_by", dialled, reached_at, seats[1]),
            Seat(id=owner.id, side="owner", number=seats[0], until=until),
            Seat(id=passer_by.id, side="passer_by", number=seats[1], until=until),
        ),
    )


def _seats(owner: Line, passer_by: Line, now: datetime) -> tuple[int, int]:
    mine = _free_seat(passer_by, "passer_by", LIMITS.passer_by_sessions, now)
    if mine is None:
        raise TooMany("您正在联系的车主比较多，请等前面的联系结束后再试。", 5 * A_MINUTE)
    theirs = _free_seat(owner, "owner", LIMITS.owner_sessions, now)
    if theirs is None:
        raise Busy("现在联系这位车主的人比较多，请过几分钟再试。", 5 * A_MINUTE)
    return theirs, mine


def _free_seat(line: Line, side: Side, most: int, now: datetime) -> int | None:
    """The lowest seat on that side without a live session; None when all are taken."""
    taken = {route.seat for route in line.routes if route.side == side and route.is_live(now)}
    return next((seat for seat in range(most) if seat not in taken), None)


def _numbers(pool: Pool, owner: Line, passer_by: Line) -> tuple[str, str]:
    """The pair's own numbers while these are in quarantine, as they lead to nobody else; else the lowest free."""
    theirs, mine = owner.route_to(passer_by, "owner"), passer_by.route_to(owner, "passer_by")
    if theirs and mine and {theirs.number, mine.number} <= set(pool.numbers):
        return theirs.number, mine.number
    chosen = numbering.choose(pool, owner.routes, passer_by.routes)
    if chosen is None:
        raise Busy("现在使用的人比较多，暂时没有可用的号码，请过几分钟再试。", A_MINUTE)
    return chosen
