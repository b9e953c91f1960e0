"""An operator looks at what the search finds now for a wish: it is the answer, or it is not."""

from chalicelib.errors import Conflict
from chalicelib.identity import Caller
from chalicelib.world import World

from ..model.wish import Sought
from .gap_tasks import confirmed, may


def confirm(world: World, caller: Caller, sought_id: str) -> Sought:
    """Those who wait are told by the minute."""
    thing = _proposed(world, caller, sought_id)
    if thing.proposed is None:
        raise Conflict("现在没有可以确认的答案，请刷新页面看看。")
    after = confirmed(thing, thing.proposed, world)
    world.store.commit(after)
    return after


def reject(world: World, caller: Caller, sought_id: str) -> Sought:
    """That entry is proposed for it no more."""
    thing = _proposed(world, caller, sought_id)
    key = thing.proposed.key if thing.proposed else thing.dismissed
    after = thing.model_copy(update={"proposed": None, "dismissed": key})
    world.store.commit(after)
    return after


def _proposed(world: World, caller: Caller, sought_id: str) -> Sought:
    may(caller)
    thing = world.store.get(Sought, sought_id)
    if thing.answer:
        raise Conflict("这件事已经有答案了，请刷新页面看看。")
    return thing
