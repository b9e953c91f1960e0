"""Consent that was revoked while a case runs, given again: registries are asked at once, and the case goes on."""

from chalicelib.application.edition import pinned
from chalicelib.application.model.case import Case
from chalicelib.application.use_cases import advancing, gathering, verifying
from chalicelib.application.use_cases.changing import change
from chalicelib.application.use_cases.owned import owned
from chalicelib.errors import Conflict
from chalicelib.store import Change
from chalicelib.world import World

OVER = "这件申请已经办结，不再查询您的信息。"


def again(world: World, matter: str, citizen_id: str, case_id: str) -> Case:
    """Harmless to repeat: where nothing was refused for want of consent, nothing is changed.

    Raises NotFound for a stranger, and Conflict where the case is closed.
    """
    refused = gathering.refused(gathering.evidence_of(world, case_id))

    def agreed(case: Case) -> tuple[Case, list[Change]]:
        owned(world, citizen_id, case)
        if case.is_closed:
            raise Conflict(OVER)
        return (case.model_copy(update={"consented": world.now()}) if refused else case), []

    case = change(world, case_id, agreed)
    if not refused:
        return case
    dossier = gathering.of_case(case, by=citizen_id)
    edition = pinned(world, matter, case.edition)
    gathering.gather(world, edition, dossier, anew=frozenset(it.service for it in refused))
    verifying.judge_again(world, matter, case_id)
    return advancing.advance(world, matter, case_id)
