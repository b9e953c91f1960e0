"""The applicant's doors: what they have applied for, a last look before it is handed in, and how it goes on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Literal

from pydantic import BaseModel

from chalicelib.application.model.rating import Given as Rated
from chalicelib.application.progress import Progress
from chalicelib.application.review_page import Review
from chalicelib.application.use_cases import (
    applying,
    consenting,
    correcting,
    drafts,
    rating,
    submitting,
    withdrawing,
)
from chalicelib.application.use_cases.applying import Mine
from chalicelib.http import Caller, Limit, Redirect, Routes
from chalicelib.world import World

Done = Literal["", "submitted", "corrected", "withdrawn", "rated", "dropped", "consented"]
SUBMITS = Limit(60, timedelta(hours=1), per="caller")


class MineQuery(BaseModel):
    cursor: str | None = None
    done: Done = ""


class DoneQuery(BaseModel):
    done: Done = ""


class Agreement(BaseModel):
    """``edition``: of the page they looked at."""

    edition: str = ""
    consent: bool = False


class Changed(BaseModel):
    """What came of it; ``number`` is the 办件编号."""

    case_id: str
    number: str
    status: str


class Dropped(BaseModel):
    draft_id: str


def open_doors(routes: Routes, matter: str) -> None:
    base = routes.about.base
    here = f"{base}/applications"

    def back(done: Done) -> Callable[[Any], str]:
        return lambda it: f"{here}/{it.case_id}?done={done}"

    @routes.get("/applications", page="applications.html")
    def mine(world: World, caller: Caller, query: MineQuery) -> Mine:
        return applying.mine(world, caller.id, query.cursor).model_copy(update={"done": query.done})

    @routes.post("/applications/{case_id}/drop", then=lambda _: f"{here}?done=dropped", status=200)
    def drop(world: World, caller: Caller, case_id: str) -> Dropped:
        drafts.drop(world, caller.id, case_id)
        return Dropped(draft_id=case_id)

    @routes.get("/applications/{case_id}/review", page="review.html")
    def review(world: World, caller: Caller, case_id: str) -> Review | Redirect:
        if caller.level < drafts.REAL_NAME_LEVEL:
            return Redirect(f"/identity/real-name?next={here}/{case_id}/review")
        return applying.review(world, matter, caller.id, case_id)

    @routes.post("/applications/{case_id}/review", page="review.html", then=back("submitted"), limit=SUBMITS)
    def submit(world: World, caller: Caller, case_id: str, given: Agreement) -> Changed:
        case = submitting.submit(world, matter, caller, case_id, given.consent, given.edition)
        return Changed(case_id=case.id, number=case.number, status=case.status)

    @routes.post("/applications/{case_id}/correct", page="review.html", then=back("corrected"), status=200)
    def correct(world: World, caller: Caller, case_id: str) -> Changed:
        case = correcting.hand_in(world, matter, caller.id, case_id)
        return Changed(case_id=case.id, number=case.number, status=case.status)

    @routes.get("/applications/{case_id}", page="progress.html")
    def see(world: World, caller: Caller, case_id: str, query: DoneQuery) -> Progress:
        return applying.see(world, matter, caller.id, case_id).model_copy(update={"done": query.done})

    @routes.get("/applications/{case_id}/withdraw", page="withdraw.html")
    def confirm(world: World, caller: Caller, case_id: str) -> Progress:
        return applying.see(world, matter, caller.id, case_id)

    @routes.post("/applications/{case_id}/withdraw", then=back("withdrawn"), status=200)
    def withdraw(world: World, caller: Caller, case_id: str) -> Changed:
        case = withdrawing.withdraw(world, matter, caller.id, case_id)
        return Changed(case_id=case.id, number=case.number, status=case.status)

    @routes.post("/applications/{case_id}/consent", then=back("consented"), status=200, limit=SUBMITS)
    def consent(world: World, caller: Caller, case_id: str) -> Changed:
        case = consenting.again(world, matter, caller.id, case_id)
        return Changed(case_id=case.id, number=case.number, status=case.status)

    @routes.get("/applications/{case_id}/rate", page="rate.html")
    def rate(world: World, caller: Caller, case_id: str) -> Progress:
        return applying.see(world, matter, caller.id, case_id)

    @routes.post("/applications/{case_id}/rate", page="rate.html", then=back("rated"))
    def give(world: World, caller: Caller, case_id: str, given: Rated) -> Changed:
        rating.rate(world, matter, caller.id, case_id, given)
        case = applying.see(world, matter, caller.id, case_id)
        return Changed(case_id=case.case_id, number=case.number, status=case.status)

    @routes.get("/applications/{case_id}/papers/{kind}", page="paper.html")
    def paper(world: World, caller: Caller, case_id: str, kind: str) -> applying.PaperPage:
        return applying.paper(world, matter, caller.id, case_id, kind)
