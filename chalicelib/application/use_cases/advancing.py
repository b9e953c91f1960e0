"""Advance a case as far as it goes without anybody: the one step of the state machine, and what the sweep falls back on.

It may be taken twice, at once, and again from the beginning: each verb reads the case and does only what is left to do.
"""

import json
from collections.abc import Callable
from contextlib import suppress

from chalicelib.application import assessing, transitions
from chalicelib.application.edition import pinned
from chalicelib.application.model.case import Case
from chalicelib.application.telling import decided_so
from chalicelib.application.use_cases import (
    checking,
    gathering,
    issuing,
    noticing,
    reminding,
    tasks,
    verifying,
    withdrawing,
)
from chalicelib.application.use_cases.changing import change
from chalicelib.clocks import CalendarUnknown, Clock, deadline
from chalicelib.clocks.counting import BEIJING
from chalicelib.errors import Conflict
from chalicelib.store import Change, Unchanged
from chalicelib.telemetry import level, logger
from chalicelib.world import World

Verb = Callable[[World, str, Case], Case]
MOST_VERBS = 12


def advance(world: World, matter: str, case_id: str) -> Case:
    """The case where somebody, a registry or the time is awaited, or where it ends; it is looked at again in time.

    A year without known working days leaves the case where it is, loudly; it is looked at again within the hour.
    """
    try:
        case = _as_far_as_it_goes(world, matter, world.store.get(Case, case_id))
        reminding.remind(world, matter, case)
        return case
    except CalendarUnknown as unknown:
        logger.error("a deadline cannot be told", extra={"case_id": case_id, "missing_year": unknown.year})
        level("CalendarUnknown", 1)
        reminding.look_again_soon(world, case_id)
        return world.store.get(Case, case_id)


def _as_far_as_it_goes(world: World, matter: str, case: Case) -> Case:
    for _ in range(MOST_VERBS):
        verb = VERBS.get(case.status)
        after = verb(world, matter, case) if verb else case
        if after == case:
            return case
        case = after
    raise RuntimeError(f"a case that never comes to rest: {case.status}")


def _review(world: World, matter: str, case: Case) -> Case:
    """Open the step's task, and ask registries that still owe an answer."""
    if case.suspended:
        return case
    if tasks.latest(world, case) is None:
        task = tasks.opened(world, matter, case, pinned(world, matter, case.edition))
        with suppress(Conflict):  # somebody was quicker: either it is open, or the case has moved on
            world.store.commit(task, Unchanged(case))
        return world.store.get(Case, case.id)
    return verifying.ask_again(world, matter, case)


def _show(world: World, matter: str, case: Case) -> Case:
    published = noticing.publish(world, matter, case)
    return noticing.pass_by(world, matter, published)


def _lapse(world: World, matter: str, case: Case) -> Case:
    """Nothing came in time: 视为放弃. Where the calendar was completed since, the later day counts."""

    def lapsed(case: Case) -> tuple[Case, list[Change]]:
        now = world.now()
        if case.status != "correcting" or case.correction is None or now < case.correction.until:
            return case, []
        limit = pinned(world, matter, case.edition).definition.task.limits.correction
        if now < (deadline(Clock(started=case.correction.told, limit=limit)) or now):
            return case, []
        after = transitions.lapsed(case, now)
        return after, [*withdrawing.gone(world, case), *decided_so(matter, after, now)]

    return change(world, case.id, lapsed)


def _issue(world: World, matter: str, case: Case) -> Case:
    edition = pinned(world, matter, case.edition)
    answers = gathering.answers_of(gathering.evidence_of(world, case.id))
    on = case.submitted.astimezone(BEIJING).date()
    known = assessing.facts(edition, json.loads(case.form), answers, on)
    return issuing.issue(world, matter, case, edition, known)


VERBS: dict[str, Verb] = {
    "submitted": checking.check,
    "correcting": _lapse,
    "reviewing": _review,
    "noticed": _show,
    "approved": _issue,
}
