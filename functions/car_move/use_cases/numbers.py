"""The masked numbers: loaded, listed, shared, retired by an operator."""

import re
from collections.abc import Sequence
from typing import Any

from chalicelib.errors import Invalid, NotFound
from chalicelib.ports.phone import Desk
from chalicelib.world import World
from functions.car_move.model.pool import THE_POOL, Numbering, Pool

E164 = re.compile(r"\+[1-9]\d{6,14}")


def listed(world: World) -> Pool:
    return world.store.find(Pool, THE_POOL) or Pool()


def load_numbers(world: World, numbers: Sequence[str], numbering: Numbering | None = None) -> Pool:
    """Add numbers after those that are there; a retired one comes back. Loading twice is loading once."""
    _check(numbers)
    pool = listed(world)
    if both := [number for number in numbers if number in pool.shared]:
        raise Invalid(f"这些号码是共用号码，不能再作专线：{'、'.join(both)}")
    return _keep(
        world,
        pool,
        numbers=list(dict.fromkeys([*pool.numbers, *numbers])),
        retired=[number for number in pool.retired if number not in numbers],
        numbering=numbering or pool.numbering,
    )


def number_by(world: World, numbering: Numbering) -> Pool:
    """Change how numbers are chosen from now on; sessions under way keep theirs, as routes know no numbering."""
    return _keep(world, listed(world), numbering=numbering)


def share(world: World, numbers: Sequence[str]) -> Pool:
    """Keep numbers for those for whom none is free. A number that has been anybody's own cannot become one."""
    _check(numbers)
    pool = listed(world)
    if known := [number for number in numbers if number in {*pool.numbers, *pool.retired}]:
        raise Invalid(f"这些号码作过专线，不能共用：{'、'.join(known)}")
    return _keep(world, pool, shared=list(dict.fromkeys([*pool.shared, *numbers])))


def unshare(world: World, number: str) -> Pool:
    pool = listed(world)
    if number not in pool.shared:
        raise NotFound(f"共用号码里没有 {number}。")
    return _keep(world, pool, shared=[kept for kept in pool.shared if kept != number])


def retire(world: World, number: str) -> Pool:
    """Bind a number to nobody new. It stays ours at the carrier until its last session and quarantine are over."""
    pool = listed(world)
    if number not in pool.numbers:
        raise NotFound(f"号码池里没有 {number}。")
    left = [kept for kept in pool.numbers if kept != number]
    return _keep(world, pool, numbers=left, retired=[*pool.retired, number])


def point(world: World, number: str) -> bool:
    """Have the carrier report all about ``number`` to us; False where the carrier does not know it."""
    home = f"{world.public_url}/car-move"
    calls = f"{home}/calls"
    desk = Desk(f"{calls}/inbound", f"{calls}/fallback", f"{calls}/finished", f"{home}/texts/inbound")
    return world.phone.answer_at(number, desk)


def _check(numbers: Sequence[str]) -> None:
    if wrong := [number for number in numbers if not E164.fullmatch(number)]:
        raise Invalid(f"不是国际格式的号码：{'、'.join(wrong)}")


def _keep(world: World, pool: Pool, **changes: Any) -> Pool:
    changed = pool.model_copy(update=changes)
    world.store.commit(changed)
    return changed
