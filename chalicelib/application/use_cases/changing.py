"""Change a case while others may be changing it too."""

from collections.abc import Callable

from chalicelib.application.model.case import Case
from chalicelib.errors import Busy, Conflict
from chalicelib.store import Change
from chalicelib.world import World

How = Callable[[Case], tuple[Case, list[Change]]]
TRIES = 6
CROWDED = "现在使用的人比较多，请过一会儿再试。"


def change(world: World, case_id: str, how: How) -> Case:
    """Apply ``how`` to the case as it is, again if somebody was quicker; writes nothing where nothing changes.

    What ``how`` refuses is refused. Raises Busy when somebody is quicker every time.
    """
    for _ in range(TRIES):
        before = world.store.get(Case, case_id)
        after, changes = how(before)
        if after == before and not changes:
            return before
        try:
            world.store.commit(after, *changes)
        except Conflict:
            continue
        return after
    raise Busy(CROWDED, 60)
