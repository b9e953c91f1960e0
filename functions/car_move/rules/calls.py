"""What the calls of a request add up to, in whatever order and however often we hear of them.

Carriers repeat their callbacks and deliver them out of order (they promise nothing else), so all that is heard
is joined: every field of a leg only grows, and joining is commutative, associative and idempotent.
"""

from collections.abc import Mapping

from functions.car_move.model.request import Leg, Outcome, Request, Status


def join(one: Leg, other: Leg) -> Leg:
    """The least that says all that either says."""
    return Leg(
        rang=one.rang or other.rang,
        accepted=one.accepted or other.accepted,
        ended=one.ended or other.ended,
        seconds=max(one.seconds, other.seconds),
    )


def hear(legs: Mapping[str, Leg], name: str, news: Leg) -> dict[str, Leg]:
    """The legs, with news of one of them; the same legs where it is no news."""
    known = legs.get(name, Leg())
    joined = join(known, news)
    return dict(legs) if joined == known else {**legs, name: joined}


def outcome(legs: Mapping[str, Leg]) -> Outcome | None:
    """Answered is what a person accepted by pressing 1: a mailbox that picks up has not answered."""
    if any(leg.accepted for leg in legs.values()):
        return "answered"
    return "unreachable" if any(leg.ended for leg in legs.values()) else None


def result(request: Request) -> Outcome | None:
    """Of the whole request: a talk says more than an answer by a key or a text, and that more than a missed call."""
    by_phone = outcome(request.legs)
    return by_phone if by_phone == "answered" or not request.answers else "replied"


def is_ringing(legs: Mapping[str, Leg]) -> bool:
    return any(leg.rang and not leg.ended and not leg.accepted for leg in legs.values())


def status(request: Request) -> Status:
    if request.closed_at:
        return "closed"
    known = result(request)
    if is_ringing(request.legs) and known in {None, "unreachable"}:
        return "ringing"
    return known or "asked"


def billed_seconds(legs: Mapping[str, Leg]) -> int:
    """What the carrier charges for: the length of every leg, once."""
    return sum(leg.seconds for leg in legs.values())
