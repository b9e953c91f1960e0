"""The waiting list as published: lines in order, and a digest that anybody can compute again. Pure."""

from collections.abc import Iterable
from hashlib import sha256

from chalicelib.filters import masked_name

from .model import Line, Place


def line(place: Place, rank: int) -> Line:
    return Line(
        rank=rank,
        number=place.number,
        name=masked_name(place.name),
        priority=place.priority,
        approved=place.approved,
    )


def digest(lines: Iterable[Line]) -> str:
    """SHA-256 over ``rank|number|priority|approved`` (UTC, ISO 8601), one line each, in hexadecimal."""
    whole = sha256()
    for it in lines:
        whole.update(f"{it.rank}|{it.number}|{it.priority}|{it.approved.isoformat()}\n".encode())
    return whole.hexdigest()
