"""The masked numbers: loaded, listed, retired by an operator."""

import re
from collections.abc import Sequence

from chalicelib.errors import Invalid, NotFound
from chalicelib.ports.phone import Desk
from chalicelib.world import World
from functions.car_move.model.pool import THE_POOL, Numbering, Pool

E164 = re.compile(r"\+[1-9]\d{6,14}")


def listed(world: World) -> Pool:
    return world.store.find(Pool, THE_POOL) or Pool()


def load_numbers(world: World, numbers: Sequence[str], numbering: Numbering | None = None) -> Pool:
    """Add numbers after those that are there; a retired one comes back. Loading twice is loading once."""
    if wrong := [number for number in numbers if not E164.fullmatch(number)]:
        raise Invalid(f"不是国际格式的号码：{'、'.join(wrong)}")
    pool = listed(world)
    more = pool.model_copy(
        update={
            "numbers": list(dict.fromkeys([*pool.numbers, *numbers])),
            "retired": [number for number in pool.retired if number not in numbers],
            "numbering": numbering or pool.numbering,
        }
    )
    world.store.commit(more)
    return more


def retire(world: World, number: str) -> Pool:
    """Bind a number to nobody new. It stays ours at the carrier until its last session and quarantine are over."""
    pool = listed(world)
    if number not in pool.numbers:
        raise NotFound(f"号码池里没有 {number}。")
    fewer = pool.model_copy(
        update={
            "numbers": [kept for kept in pool.numbers if kept != number],
            "retired": [*pool.retired, number],
        }
    )
    world.store.commit(fewer)
    return fewer


def point(world: World, number: str) -> bool:
    """Have the carrier report all about ``number`` to us; False where the carrier does not know it."""
    home = f"{world.public_url}/car-move"
    calls = f"{home}/calls"
    desk = Desk(f"{calls}/inbound", f"{calls}/fallback", f"{calls}/finished", f"{home}/texts/inbound")
    return world.phone.answer_at(number, desk)
