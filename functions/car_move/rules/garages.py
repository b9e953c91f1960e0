"""How many vehicles one owner may put up, and none of them twice."""

from collections.abc import Collection

from chalicelib.errors import Conflict, TooMany

A_DAY = 24 * 3600


def may_take(plates: Collection[str], plate: str, most: int) -> None:
    """Raises Conflict for a (blinded) plate already there, TooMany past the limit.

    Basis: Personal Information Protection Law, art. 6 (no more data than the purpose needs). The same plate
    with two owners is allowed: at identity level 1 nobody has proved whose car it is, a family may share one,
    and refusing would tell a stranger that the plate is registered.
    """
    if plate in plates:
        raise Conflict("这辆车您已经登记过了，在“我的车辆”里就能看到它的挪车码。")
    if not room(plates, most):
        raise TooMany(f"每人最多登记 {most} 辆车，请先移除不用的车辆。", A_DAY)


def room(plates: Collection[str], most: int) -> int:
    """How many more vehicles there is room for."""
    return max(0, most - len(plates))
