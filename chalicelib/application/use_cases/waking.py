"""The state machine of a case: it leaves its token while it waits for somebody, and is woken when they have acted.

To wake it is to let it look again. So a wake too many costs a look, and one that is lost is made up by the sweep.
"""

from chalicelib.application.model.case import Case, Waiting
from chalicelib.application.use_cases import tasks
from chalicelib.world import World


def wait(world: World, case_id: str, token: str) -> None:
    """Keep the token; whoever acted before it was there has the machine woken at once."""
    waiting = world.store.find(Waiting, case_id)
    version = waiting.version if waiting else None
    world.store.commit(Waiting(id=case_id, version=version, token=token))
    if not is_anybody_awaited(world, world.store.get(Case, case_id)):
        wake(world, case_id)


def wake(world: World, case_id: str) -> None:
    """Harmless to repeat, and where nothing waits."""
    waiting = world.store.find(Waiting, case_id)
    if waiting is None:
        return
    world.machine.resume(waiting.token, {"case_id": case_id})


def is_anybody_awaited(world: World, case: Case) -> bool:
    """Whether only somebody, a registry or the time can move the case on."""
    now = world.now()
    match case.status:
        case "submitted":
            return any(finding.verdict == "unverified" for finding in case.findings)
        case "correcting":
            return case.correction is not None and now < case.correction.until
        case "reviewing":
            task = tasks.latest(world, case)
            return case.suspended or (task is not None and task.open)
        case "noticed":
            return case.notice_until is not None
        case _:
            return False
