"""The state machine of a case: it leaves its token while it waits for somebody, and is woken when they have acted.

To wake it is to let it look again. So a wake too many costs a look, and one that is lost is made up by the sweep.
"""

from chalicelib.application.model.case import Case, Waiting
from chalicelib.world import World


def wait(world: World, case_id: str, token: str, seen: str) -> None:
    """Keep the token. ``seen`` is the case as the machine saw it last: if somebody has acted since, it is woken at once."""
    waiting = world.store.find(Waiting, case_id)
    version = waiting.version if waiting else None
    world.store.commit(Waiting(id=case_id, version=version, token=token))
    if mark(world.store.get(Case, case_id)) != seen:
        wake(world, case_id)


def wake(world: World, case_id: str) -> None:
    """Harmless to repeat, and where nothing waits."""
    waiting = world.store.find(Waiting, case_id)
    if waiting:
        world.machine.resume(waiting.token, {"case_id": case_id})


def mark(case: Case) -> str:
    """Another one whenever the case was written."""
    return str(case.version)
