"""Ask again what registries have not answered yet, or take an officer's word for it; the findings follow."""

import json
from typing import Any

from chalicelib.application.edition import Edition, pinned
from chalicelib.application.model.case import Case
from chalicelib.application.model.evidence import Evidence
from chalicelib.application.use_cases import checking, gathering, tasks
from chalicelib.application.use_cases.changing import change
from chalicelib.errors import Conflict, Invalid
from chalicelib.store import Change
from chalicelib.world import World

NOT_IN_DOUBT = "这一项部门已经答复，不需要人工核实。"


def ask_again(world: World, matter: str, case: Case) -> Case:
    """Those registries whose turn it is; the same case where none has answered since."""
    due = [it for it in gathering.unavailable(gathering.evidence_of(world, case.id)) if _is_due(world, it)]
    if not due:
        return case
    edition = pinned(world, matter, case.edition)
    gathering.gather(world, edition, gathering.of_case(case), anew=frozenset(it.service for it in due))
    return judge_again(world, matter, case.id)


def by_hand(
    world: World,
    matter: str,
    case_id: str,
    service: str,
    fields: dict[str, Any],
    officer_id: str,
    reason: str,
) -> Case:
    """An officer found out otherwise. Raises Conflict where the registry has answered, Invalid without a reason."""
    if not reason.strip():
        raise Invalid("请写明依据。", {"reason": "请写明您是怎样核实的。"})
    evidence = world.store.get(Evidence, case_id, service)
    if evidence.status == "answered":
        raise Conflict(NOT_IN_DOUBT)
    said = {
        "status": "by_hand",
        "answer": json.dumps(fields, ensure_ascii=False),
        "asked": world.now(),
        "by_hand": officer_id,
        "reason": reason.strip(),
    }
    world.store.commit(evidence.model_copy(update=said))
    return judge_again(world, matter, case_id)


def judge_again(world: World, matter: str, case_id: str) -> Case:
    """What the rules find by the evidence there is now; an open task goes where the case belongs."""

    def judged(case: Case) -> tuple[Case, list[Change]]:
        if case.is_closed:
            return case, []
        answers = gathering.answers_of(gathering.evidence_of(world, case.id))
        after, edition = checking.judged(world, matter, case, answers)
        return after, _moved_task(world, case, after, edition) if after.area != case.area else []

    return change(world, case_id, judged)


def _moved_task(world: World, before: Case, after: Case, edition: Edition) -> list[Change]:
    task = tasks.latest(world, before)
    if task is None or not task.open:
        return []
    area = after.area[: edition.step(task.step).level]
    return [task.model_copy(update={"area": area, "claimed_by": "", "claimed": None})]


def _is_due(world: World, evidence: Evidence) -> bool:
    return gathering.retry_at(evidence) <= world.now()
