"""Whose turn it is to be rung, and how long nobody may.

Basis: Personal Information Protection Law, art. 6 (the least disturbance that serves the purpose).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from chalicelib.errors import TooMany
from functions.car_move.model.limits import LIMITS, Limits
from functions.car_move.model.pool import Pool
from functions.car_move.model.session import OF_CASE, Line, Route, Seat
from functions.car_move.model.standing import Standing
from functions.car_move.rules import answers

TOO_SOON = "您好，这里是码上挪车。刚刚才响过铃，请过 {seconds} 秒再拨，给对方一点时间。"


def may_ring(route: Route, now: datetime) -> None:
    """Raises TooMany, with what the caller hears: an answer that stands, or how long to wait.

    Whoever was asked may always call back.
    """
    if route.side == "owner":
        return
    has_no_answer(route, now)
    rest = route.standing.rest_until
    if rest and rest > now:
        seconds = _seconds(rest, now)
        raise TooMany(TOO_SOON.format(seconds=seconds), seconds)


def has_no_answer(route: Route, now: datetime) -> None:
    """Raises TooMany, with the answer, while one stands."""
    answer = route.standing.answer
    if answer and answer.until > now:
        raise TooMany(answers.heard(answer, now), _seconds(answer.until, now))


def after(queue: Sequence[str], turn: int) -> Iterator[tuple[int, str]]:
    """Everybody from that turn on, twice around: who has just been rung is only passed over for this call."""
    for following in range(turn, turn + 2 * len(queue)):
        yield following, queue[following % len(queue)]


def same_round(queue: Sequence[str], one: int, other: int) -> bool:
    """Whether both turns belong to one call: it rings everybody once at most."""
    return one // len(queue) == other // len(queue)


def way_back(
    pool: Pool, contact: Line, passer_by: Route, back: Route, now: datetime, limits: Limits = LIMITS
) -> tuple[Route, Seat] | None:
    """By which the contact may call the passer-by back as the owner may, and the seat it takes; None without room.

    The passer-by's own number where that is free, else the contact's lowest: either leads one way only.
    """
    known = _known(contact, passer_by, now)
    number = _number(pool, contact, passer_by, known)
    seats = {route.seat for route in contact.routes if route.side == "owner" and route.is_live(now)}
    seat = next((seat for seat in range(limits.owner_sessions) if seat not in seats), None)
    if number is None or seat is None:
        return None
    route = Route(
        id=contact.id,
        version=known.version if known and known.number == number else None,
        number=number,
        case_id=passer_by.case_id,
        side="owner",
        other=back.other,
        other_id=passer_by.id,
        shown=passer_by.number,
        seat=seat,
        until=passer_by.until,
        held_until=passer_by.held_until,
        proven=back.proven,
        standing=Standing(rest_until=contact.rests_until),
    )
    return route, Seat(id=contact.id, side="owner", number=seat, until=passer_by.until)


def _known(contact: Line, passer_by: Route, now: datetime) -> Route | None:
    """An earlier way back between the two, unless it is in use: both may have another session, about another car."""
    known = contact.route_to(Line(passer_by.id, "", []), "owner")
    return known if known and (known.case_id == passer_by.case_id or not known.is_live(now)) else None


def _number(pool: Pool, contact: Line, passer_by: Route, known: Route | None) -> str | None:
    if OF_CASE in passer_by.number:
        return passer_by.number
    if known and known.number in pool.numbers:
        return known.number
    taken = {route.number for route in contact.routes}
    return next((number for number in (passer_by.number, *pool.numbers) if number not in taken), None)


def _seconds(until: datetime, now: datetime) -> int:
    return max(1, round((until - now).total_seconds()))
