"""What a citizen wants to be told, and when not."""

from chalicelib.identity import Caller
from chalicelib.world import World

from ..forms import Wishes
from ..model import Preferences


def wishes_of(world: World, caller: Caller) -> Wishes:
    return Wishes(**_kept(world, caller).model_dump(exclude={"id", "version"}))


def change_wishes(world: World, caller: Caller, wishes: Wishes) -> Wishes:
    world.store.commit(_kept(world, caller).model_copy(update=wishes.model_dump()))
    return wishes


def _kept(world: World, caller: Caller) -> Preferences:
    return world.store.find(Preferences, caller.id) or Preferences(id=caller.id)
