"""Everything of mine, over all matters, in one list."""

from chalicelib.identity import Caller
from chalicelib.world import World

from ..forms import Mine, Shown
from ..model.affair import Affair, Show, mine
from ..rules.reading import shown

PAGE, AT_A_GLANCE = 20, 3


def mine_of(world: World, caller: Caller, show: Show, cursor: str) -> Mine:
    """One page of one list: a query."""
    page = world.store.page(Affair, mine(caller.id, show), limit=PAGE, cursor=cursor or None)
    return Mine(show=show, affairs=[shown(affair, world.now()) for affair in page.items], cursor=page.cursor)


def at_a_glance(world: World, caller: Caller) -> list[Shown]:
    """For the front page: what waits for the citizen comes first. One query."""
    page = world.store.page(Affair, mine(caller.id, "open"), limit=PAGE)
    found = [shown(affair, world.now()) for affair in page.items]
    return sorted(found, key=lambda it: not it.mine)[:AT_A_GLANCE]
