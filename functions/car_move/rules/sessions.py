"""How a session between two phones is opened: seats, numbers, and for how long."""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.errors import TooMany
from functions.car_move.model.answer import Answer
from functions.car_move.model.limits import LIMITS, Limits
from functions.car_move.model.pool import Pool
from functions.car_move.model.session import OF_CASE, Line, Route, Seat, Session, Side
from functions.car_move.model.standing import Standing
from functions.car_move.rules import numbering

A_MINUTE = 60


def live_cases(owner: Line, passer_by: Line, now: datetime) -> list[str]:
    """The cases that this passer-by has with this owner just now: one for each of the owner's cars at most."""
    ours = [route for route in passer_by.routes if route.other_id == owner.id and route.side == "passer_by"]
    return [route.case_id for route in ours if route.is_live(now)]


def hearing(session: Session, answer: Answer | None) -> Session:
    """The same session, whose passer-by hears what the owner has let somebody else know about the same car."""
    standing = session.route.standing.model_copy(update={"answer": answer})
    told = session.route.model_copy(update={"standing": standing})
    records = tuple(told if record is session.route else record for record in session.records)
    return replace(session, route=told, records=records)


def opened(
    pool: Pool, owner: Line, passer_by: Line, case_id: str, now: datetime, limits: Limits = LIMITS
) -> Session:
    """A new session; raises TooMany or Busy where a phone has too many, NoNumber where the pool has too few.

    Nobody is ever given a taken number.
    """
    seats, numbers = _seats(owner, passer_by, now, limits), _numbers(pool, owner, passer_by, now)
    here, there = End(owner, "owner", numbers[0], seats[0]), End(passer_by, "passer_by", numbers[1], seats[1])
    return _session(here, there, case_id, now, limits)


def shared(
    number: str, owner: Line, passer_by: Line, case_id: str, now: datetime, limits: Limits = LIMITS
) -> Session:
    """A session without a number of its own: whoever dials ``number`` has to know its PIN. Empty: it has no voice."""
    filed = f"{number}{OF_CASE}{case_id}"
    theirs, mine = _seats(owner, passer_by, now, limits)
    here, there = End(owner, "owner", filed, theirs), End(passer_by, "passer_by", filed, mine)
    return replace(_session(here, there, case_id, now, limits), number=number, by_pin=bool(number))


@dataclass(frozen=True)
class End:
    """One end of a session: a phone, the number that it dials, and its seat."""

    line: Line
    side: Side
    number: str
    seat: int

    def seat_until(self, until: datetime) -> Seat:
        return Seat(id=self.line.id, side=self.side, number=self.seat, until=until)


def _session(here: End, there: End, case_id: str, now: datetime, limits: Limits) -> Session:
    """Whole seconds, because the store forgets a record at a whole second, too."""
    until = now.replace(microsecond=0) + limits.session
    route = _route(there, here, case_id, until, limits)
    return Session(
        number=there.number,
        until=until,
        route=route,
        records=(
            _route(here, there, case_id, until, limits),
            route,
            here.seat_until(until),
            there.seat_until(until),
        ),
    )


def _route(here: End, there: End, case_id: str, until: datetime, limits: Limits) -> Route:
    """From one end to the other, which sees the number that it would itself dial."""
    known = here.line.route_by(here.number)
    rung = here.line if here.side == "owner" else there.line
    return Route(
        id=here.line.id,
        version=known.version if known else None,
        number=here.number,
        case_id=case_id,
        side=here.side,
        other=there.line.phone,
        other_id=there.line.id,
        shown=there.number,
        seat=here.seat,
        until=until,
        held_until=until + limits.quarantine,
        standing=Standing(rest_until=rung.rests_until),
    )


def _seats(owner: Line, passer_by: Line, now: datetime, limits: Limits) -> tuple[int, int]:
    mine = _free_seat(passer_by, "passer_by", limits.passer_by_sessions, now)
    if mine is None:
        raise TooMany("您正在联系的车主比较多，请等前面的联系结束后再试。", 5 * A_MINUTE)
    theirs = _free_seat(owner, "owner", limits.owner_sessions, now)
    if theirs is None:
        raise TooMany("现在联系这位车主的人比较多，请过几分钟再试。", 5 * A_MINUTE)
    return theirs, mine


def _free_seat(line: Line, side: Side, most: int, now: datetime) -> int | None:
    """The lowest seat on that side without a live session; None when all are taken."""
    taken = {route.seat for route in line.routes if route.side == side and route.is_live(now)}
    return next((seat for seat in range(most) if seat not in taken), None)


def _numbers(pool: Pool, owner: Line, passer_by: Line, now: datetime) -> tuple[str, str]:
    """The pair's own numbers while these are in quarantine, as they lead to nobody else; else the lowest free."""
    theirs = owner.route_to(passer_by, "owner")
    mine = passer_by.route_by(theirs.shown) if theirs and not theirs.is_live(now) else None
    if theirs and mine and {theirs.number, mine.number} <= set(pool.numbers):
        return theirs.number, mine.number
    chosen = numbering.choose(pool, owner.routes, passer_by.routes)
    if chosen is None:
        raise numbering.NoNumber("现在使用的人比较多，暂时没有可用的号码，请过几分钟再试。", A_MINUTE)
    return chosen
