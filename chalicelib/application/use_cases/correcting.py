"""补正: tell once all that is missing, and take in what the applicant hands in."""

import json

from chalicelib.application import form, transitions
from chalicelib.application.edition import Edition, pinned
from chalicelib.application.model.case import Case, Missing
from chalicelib.application.model.document import Document
from chalicelib.application.model.draft import Draft
from chalicelib.application.telling import correction_wanted, moved
from chalicelib.application.use_cases import materials, paperwork
from chalicelib.application.use_cases.changing import change
from chalicelib.application.use_cases.owned import owned
from chalicelib.clocks import Clock, deadline
from chalicelib.errors import Conflict, Invalid
from chalicelib.store import Change, Delete
from chalicelib.world import World

NOT_ASKED = "这件申请现在不需要补正，请刷新后查看。"


def wanted(
    world: World, matter: str, case: Case, edition: Edition, missing: list[Missing]
) -> tuple[Case, list[Change]]:
    """The case with its one-time notice, and a draft of the same id in which the applicant mends it.

    Raises Conflict for a second notice, and CalendarUnknown.
    """
    now = world.now()
    until = deadline(Clock(started=now, limit=edition.definition.task.limits.correction)) or now
    after = transitions.told_what_is_missing(case, missing, now, until)
    left_over = world.store.find(Draft, case.id)
    draft = Draft(
        id=case.id,
        version=left_over.version if left_over else None,
        citizen_id=case.citizen_id,
        agent_id=case.agent_id,
        area=case.area,
        edition=case.edition,
        answers=case.form,
        consented=case.consented,
        saved=now,
    )
    return after, [draft, *correction_wanted(matter, after, now)]


def hand_in(world: World, matter: str, citizen_id: str, case_id: str) -> Case:
    """What the applicant has mended: complete, or Invalid says what is not. Again is harmless."""

    def handed_in(case: Case) -> tuple[Case, list[Change]]:
        owned(world, citizen_id, case)
        if case.status != "correcting":
            return _done_before(case), []
        draft = world.store.get(Draft, case_id)
        kept = _complete(world, matter, case, draft)
        after = transitions.corrected(case, json.dumps(kept, ensure_ascii=False), world.now())
        return after, [Delete(draft), moved(matter, after, case.round, world.now())]

    return change(world, case_id, handed_in)


def _done_before(case: Case) -> Case:
    if case.correction is None or case.correction.answered is None:
        raise Conflict(NOT_ASKED)
    return case


def _complete(world: World, matter: str, case: Case, draft: Draft) -> dict[str, object]:
    edition = pinned(world, matter, case.edition)
    reading = form.read(edition, json.loads(draft.answers), complete=True)
    there = {document.name: document for document in world.store.parts(Document, case.id)}
    work = paperwork.of_case(world, matter, case)
    remarks = reading.remarks | {it.name: f"请上传{it.title}。" for it in materials.missing(work, there)}
    if remarks:
        raise Invalid("还有内容没有填好，请看下面的提示。", remarks)
    return reading.values
