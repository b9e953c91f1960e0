"""Which masked number a new session gets: the lowest that is free, phone by phone.

Basis: colouring the edges of a graph whose vertices are phones. With a number for each side (AXYB) the lowest
free one needs exactly as many numbers as the busiest phone has sessions; with one for both (AXB) a few more.
"""

from collections.abc import Collection, Sequence
from zlib import crc32

from chalicelib.errors import Busy
from functions.car_move.model.pool import Pool
from functions.car_move.model.session import Route


class NoNumber(Busy):
    """Every number of the pool is taken at one of the two phones."""


def choose(pool: Pool, one: Collection[Route], other: Collection[Route]) -> tuple[str, str] | None:
    """The number that either phone will dial, given the routes each has; None when the pool is too small."""
    if pool.numbering == "AXB":
        both = _lowest_free(pool.numbers, [*one, *other])
        return (both, both) if both else None
    first, second = _lowest_free(pool.numbers, one), _lowest_free(pool.numbers, other)
    return (first, second) if first and second else None


def choose_shared(shared: Sequence[str], case_id: str) -> str:
    """The shared number for a case, spread evenly; empty where there is none."""
    return shared[crc32(case_id.encode()) % len(shared)] if shared else ""


def _lowest_free(numbers: Sequence[str], routes: Collection[Route]) -> str | None:
    """Live and quarantined routes alike keep their number."""
    taken = {route.number for route in routes}
    return next((number for number in numbers if number not in taken), None)
