"""What an applicant looks at: what they have applied for, what they are about to submit, and how a case goes on."""

import json

from pydantic import AwareDatetime, BaseModel

from chalicelib.application import next_words, review_page, words
from chalicelib.application.edition import current, pinned
from chalicelib.application.form import needed_registries
from chalicelib.application.guide import provided
from chalicelib.application.model.case import Case, Status, cases_of
from chalicelib.application.model.document import Document
from chalicelib.application.model.rating import Rating
from chalicelib.application.model.task import Task
from chalicelib.application.progress import Paper, Progress, papers, progress
from chalicelib.application.review_page import Review
from chalicelib.application.use_cases import drafts, gathering, mandates, materials, owned, paperwork
from chalicelib.application.use_cases.gathering import OWN
from chalicelib.errors import NotFound
from chalicelib.filters import masked_name
from chalicelib.world import World

MOST = 20


class DraftLine(BaseModel):
    draft_id: str
    saved: AwareDatetime
    for_whom: str


class CaseLine(BaseModel):
    """``for_whom``: a masked name where it is somebody else's."""

    case_id: str
    number: str
    submitted: AwareDatetime
    status: Status
    says: str
    for_whom: str


class Mine(BaseModel):
    drafts: list[DraftLine]
    cases: list[CaseLine]
    cursor: str | None
    done: str = ""


class PaperPage(BaseModel):
    """A written notice, to be printed: to whom, by whom, and what it says."""

    kind: Paper
    name: str
    department: str
    statutory_basis: str
    progress: Progress


def mine(world: World, citizen_id: str, cursor: str | None = None) -> Mine:
    """Their drafts, their cases, and those they made for somebody who lets them act; the latest first."""
    page = world.store.page(Case, cases_of(citizen_id), limit=MOST, cursor=cursor)
    theirs = [] if cursor else _of_principals(world, citizen_id)
    begun = [] if cursor else drafts.mine(world, citizen_id)
    waiting = {
        it.id for it in [*page.items, *theirs]
    }  # a case that is being corrected has a draft of its own
    return Mine(
        drafts=[
            DraftLine(draft_id=it.id, saved=it.saved, for_whom=_name(world, citizen_id, it.citizen_id))
            for it in begun
            if it.id not in waiting
        ],
        cases=[_line(world, citizen_id, it) for it in [*theirs, *page.items]],
        cursor=page.cursor,
    )


def _of_principals(world: World, agent_id: str) -> list[Case]:
    cases = [
        case
        for party in mandates.see(world, agent_id).principals
        for case in world.store.page(Case, cases_of(party.id), limit=MOST).items
        if case.agent_id == agent_id
    ]
    return sorted(cases, key=lambda case: case.submitted, reverse=True)


def _line(world: World, citizen_id: str, case: Case) -> CaseLine:
    return CaseLine(
        case_id=case.id,
        number=case.number,
        submitted=case.submitted,
        status=case.status,
        says=words.STATUS[case.status],
        for_whom=_name(world, citizen_id, case.citizen_id),
    )


def _name(world: World, citizen_id: str, of: str) -> str:
    if of == citizen_id:
        return ""
    try:
        return masked_name(world.directory.person_of(of).name)
    except NotFound:
        return "家人"


def review(world: World, matter: str, citizen_id: str, draft_id: str) -> Review:
    """A draft, or a case that is being corrected, before it is handed in. Raises NotFound."""
    draft = drafts.read(world, citizen_id, draft_id)
    case = world.store.find(Case, draft_id)
    edition = pinned(world, matter, draft.edition) if case else current(matter, draft.area)
    answers = json.loads(draft.answers)
    work = paperwork.of_applicant(world, matter, citizen_id, draft_id)
    there = {document.name: document for document in world.store.parts(Document, draft_id)}
    missing = {it.name: it.title for it in materials.missing(work, there)}
    return Review(
        draft_id=draft_id,
        title=edition.definition.title,
        edition=edition.digest,
        outdated=draft.edition != edition.digest,
        correcting=case is not None,
        lines=review_page.lines(edition, answers),
        materials=[it.title for it in work.materials if it.name in there],
        provided=provided(edition),
        gaps=review_page.gaps(edition, answers, missing),
    )


def see(world: World, matter: str, citizen_id: str, case_id: str) -> Progress:
    """How their case stands. Three reads and a query, one more where something is unverified; raises NotFound."""
    case = owned.find(world, citizen_id, case_id)
    edition = pinned(world, matter, case.edition)
    rating = world.store.find(Rating, case_id) if case.is_closed else None
    shown = progress(case, edition, world.store.parts(Task, case_id), rating, world.now())
    asked = citizen_id == case.citizen_id and any(not it.startswith(OWN) for it in needed_registries(edition))
    refused = gathering.refused(gathering.evidence_of(world, case_id)) if shown.unverified else []
    revoked = {"revoked": True, "next": next_words.REVOKED} if refused else {}
    return shown.model_copy(update={"asked": asked} | revoked)


def paper(world: World, matter: str, citizen_id: str, case_id: str, kind: str) -> PaperPage:
    """Raises NotFound for a notice that was never given."""
    case = owned.find(world, citizen_id, case_id)
    there = next((it for it in papers(case) if it == kind), None)
    if there is None:
        raise NotFound("没有这份通知。")
    edition = pinned(world, matter, case.edition)
    return PaperPage(
        kind=there,
        name=world.directory.person_of(case.citizen_id).name,
        department=edition.department,
        statutory_basis=edition.definition.task.limits.statutory_basis,
        progress=see(world, matter, citizen_id, case_id),
    )
