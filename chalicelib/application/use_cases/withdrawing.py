"""Withdraw: the applicant takes the application back, at any time before it is decided."""

from chalicelib.application import transitions
from chalicelib.application.model.case import Case
from chalicelib.application.model.draft import Draft
from chalicelib.application.model.notice import PublicNotice
from chalicelib.application.telling import decided_so, moved
from chalicelib.application.use_cases import tasks
from chalicelib.application.use_cases.changing import change
from chalicelib.application.use_cases.owned import owned
from chalicelib.store import Change, Delete
from chalicelib.world import World


def withdraw(world: World, matter: str, citizen_id: str, case_id: str) -> Case:
    """Again is harmless. Raises NotFound for a stranger, and Conflict once it is decided."""

    def taken_back(case: Case) -> tuple[Case, list[Change]]:
        owned(world, citizen_id, case)
        if case.status == "withdrawn":
            return case, []
        now = world.now()
        after = transitions.withdrawn(case, now)
        told = [*decided_so(matter, after, now), moved(matter, after, case.round, now)]
        return after, [*tasks.closed(world, case), *gone(world, case), *told]

    return change(world, case_id, taken_back)


def gone(world: World, case: Case) -> list[Change]:
    """What stood beside an open case: the draft of a correction, and what was shown to the public."""
    beside = [world.store.find(Draft, case.id), world.store.find(PublicNotice, case.id)]
    return [Delete(record) for record in beside if record]
