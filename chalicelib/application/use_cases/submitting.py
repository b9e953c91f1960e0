"""Submit: a draft becomes a case with one number, however often and by however many at once it is sent."""

import hashlib
import json

from chalicelib.application import form
from chalicelib.application.edition import Edition, current, keep
from chalicelib.application.events import Submitted
from chalicelib.application.model.case import Case, CaseNumber
from chalicelib.application.model.document import Document
from chalicelib.application.model.draft import Draft, Place, place_of
from chalicelib.application.use_cases import drafts, materials, paperwork, reminding
from chalicelib.application.use_cases.owned import owned
from chalicelib.clocks.counting import BEIJING
from chalicelib.definition import slug_of
from chalicelib.errors import Busy, Conflict, Invalid, NotFound
from chalicelib.identity import Caller
from chalicelib.store import Change, Delete
from chalicelib.world import World

TRIES, SERIALS = 8, 10**8
CHANGED = "这个事项的办理要求刚刚更新，请再核对一遍。"


def submit(world: World, matter: str, caller: Caller, draft_id: str, consent: bool, seen: str) -> Case:
    """The case; a second time the same one. ``seen``: the edition whose review page they agreed to.

    Raises NotYours below level 2, Invalid for what is missing, and for an edition that has changed since.
    """
    drafts.require_real_name(caller)
    for attempt in range(TRIES):
        if known := _known(world, caller.id, draft_id):
            return known
        try:
            draft = drafts.read(world, caller.id, draft_id)
        except NotFound:
            if world.store.find(Case, draft_id):
                continue  # submitted between two looks
            raise
        edition = _agreed(world, matter, draft, consent, seen)
        _require_complete(world, matter, caller.id, draft, edition)
        try:
            return _file(world, matter, draft, edition, attempt)
        except Conflict:
            continue
    raise Busy("现在使用的人比较多，请过一会儿再试。", 5)


def _known(world: World, citizen_id: str, case_id: str) -> Case | None:
    case = world.store.find(Case, case_id)
    return owned(world, citizen_id, case) if case else None


def _agreed(world: World, matter: str, draft: Draft, consent: bool, seen: str) -> Edition:
    if not consent:
        raise Invalid("请先同意，再提交。", {"consent": "请勾选同意。"})
    edition = current(matter, draft.area)
    if seen != edition.digest:
        raise Invalid(CHANGED, {"": CHANGED})
    keep(world, edition)
    return edition


def _require_complete(world: World, matter: str, citizen_id: str, draft: Draft, edition: Edition) -> None:
    """Raises Invalid with everything that is missing, fields and materials, at once."""
    remarks = form.read(edition, json.loads(draft.answers), complete=True).remarks
    work = paperwork.of_applicant(world, matter, citizen_id, draft.id)
    there = {document.name: document for document in world.store.parts(Document, draft.id)}
    remarks |= {it.name: f"请上传{it.title}。" for it in materials.missing(work, there)}
    if remarks:
        raise Invalid("还有内容没有填好，请看下面的提示。", remarks)


def _file(world: World, matter: str, draft: Draft, edition: Edition, attempt: int) -> Case:
    now = world.now()
    case = Case(
        id=draft.id,
        number=number(draft, now.astimezone(BEIJING).strftime("%Y%m%d"), attempt),
        edition=edition.digest,
        area=draft.area,
        citizen_id=draft.citizen_id,
        agent_id=draft.agent_id,
        form=json.dumps(form.check(edition, json.loads(draft.answers), complete=True), ensure_ascii=False),
        consented=now,
        submitted=now,
    )
    told = Submitted(
        case_id=case.id,
        at=now,
        matter=slug_of(matter),
        owner_id=case.citizen_id,
        area=case.area,
        project_no=case.number,
    )
    world.store.commit(
        case,
        CaseNumber(id=case.number, case_id=case.id),
        reminding.first_look(world, case),
        told,
        Delete(draft),
        *_place(world, draft),
    )
    return case


def _place(world: World, draft: Draft) -> list[Change]:
    place = world.store.find(Place, place_of(draft.citizen_id, draft.agent_id))
    return [Delete(place)] if place and place.draft_id == draft.id else []


def number(draft: Draft, day: str, attempt: int) -> str:
    """办件编号: six digits of the area, the day in Beijing, eight of the draft's own.

    The same draft has the same number on each retry; only where another case has it already is there a next one.
    """
    digest = hashlib.sha256(f"{draft.id}#{attempt}".encode()).hexdigest()
    return f"{draft.area:0<6.6}{day}{int(digest, 16) % SERIALS:08}"
