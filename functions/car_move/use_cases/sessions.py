"""Sessions: what two phones have with each other, read afresh for every attempt to bind them."""

from chalicelib.errors import Busy
from chalicelib.world import World
from functions.car_move.model.pool import THE_POOL, Pool
from functions.car_move.model.session import Line, Route

NO_NUMBERS = "电话转接服务还没有开通，请稍后再试，或拨打 122。"


def line(world: World, phone: str) -> Line:
    """One query."""
    key = line_id(world, phone)
    return Line(key, phone, world.store.parts(Route, key))


def line_id(world: World, phone: str) -> str:
    """What a phone is filed under; the prefix keeps phones apart from the other things that are blinded."""
    return world.vault.blind(f"line#{phone}")


def pool(world: World) -> Pool:
    """The masked numbers; raises Busy before any are loaded. One read."""
    found = world.store.find(Pool, THE_POOL)
    if found is None:
        raise Busy(NO_NUMBERS, 600)
    return found
