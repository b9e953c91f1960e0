"""The form: filled in as far as one likes, saved as one goes, taken up again on another phone."""

import json
from contextlib import suppress
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from chalicelib.application import edition, form, form_page
from chalicelib.application.edition import Edition
from chalicelib.application.form_page import FormPage
from chalicelib.application.model.draft import Draft
from chalicelib.application.use_cases import drafts, gathering
from chalicelib.errors import Conflict, Invalid
from chalicelib.http import Caller, Given, Redirect, Routes
from chalicelib.world import World

THEN = "then"  # the button that was pressed: save, continue, or more:<table>
TRIES = 3
WRONG = "有些内容需要修改，请看下面的提示；其他内容已经保存。"


class Shown(BaseModel):
    """What the page came back for: ``more`` names a table that wants another row."""

    more: str = Field(default="", max_length=40)
    done: str = Field(default="", max_length=10)


class Saved(BaseModel):
    """``remarks`` on what could not be kept, by field."""

    draft_id: str
    saved: datetime
    remarks: dict[str, str] = {}


def open_doors(routes: Routes, matter: str) -> None:
    here = f"{routes.about.base}/applications"

    @routes.get("/applications/{case_id}/form", page="form.html")
    def show(world: World, caller: Caller, case_id: str, query: Shown) -> FormPage:
        return _page(world, matter, caller, drafts.read(world, caller.id, case_id), query)

    @routes.post("/applications/{case_id}/form", page="form.html")
    def fill_in(world: World, caller: Caller, case_id: str, given: Given) -> Redirect:
        then = str(given.fields.pop(THEN, "save"))
        saved = _save(world, matter, caller, case_id, given, complete=then == "continue")
        if saved.remarks:
            raise Invalid(WRONG, saved.remarks)
        return Redirect(f"{here}/{case_id}/{_next(world, matter, caller, case_id, then)}")

    @routes.put("/applications/{case_id}/form")
    def keep(world: World, caller: Caller, case_id: str, given: Given) -> Saved:
        """What the page's script does while somebody types, and programs do at any time."""
        given.fields.pop(THEN, None)
        return _save(world, matter, caller, case_id, given, complete=False)


def _page(world: World, matter: str, caller: Caller, draft: Draft, query: Shown) -> FormPage:
    """Registries are asked on the way, once while their answers are fresh."""
    found = drafts.edition_of(world, matter, draft)
    told = gathering.gather(world, found, gathering.of_draft(draft, caller.id))
    answers: dict[str, Any] = json.loads(draft.answers)
    return FormPage(
        draft_id=draft.id,
        title=found.definition.title,
        area=draft.area,
        edition=found.digest,
        outdated=edition.current(matter, draft.area).digest != found.digest,
        saved=draft.saved,
        done=query.done,
        sections=form_page.sections(found, answers, told, query.more),
        answers=answers,
    )


def _save(world: World, matter: str, caller: Caller, draft_id: str, given: Given, complete: bool) -> Saved:
    """What is right is kept, whatever else is wrong."""
    found = drafts.edition_of(world, matter, drafts.read(world, caller.id, draft_id))
    reading = form.read(found, given.fields, complete)
    kept = _kept(world, caller, draft_id, reading.values)
    strange = {} if given.is_form else form.not_asked(found, given.fields)
    return Saved(draft_id=draft_id, saved=kept.saved, remarks={**reading.remarks, **strange})


def _kept(world: World, caller: Caller, draft_id: str, values: dict[str, Any]) -> Draft:
    """Whoever presses a button prevails over the script that saves at the same moment: a form is always whole."""
    for _ in range(TRIES):
        with suppress(Conflict):
            return drafts.save(world, caller.id, draft_id, values)
    return drafts.save(world, caller.id, draft_id, values)


def _next(world: World, matter: str, caller: Caller, draft_id: str, then: str) -> str:
    table = then.partition(":")[2]
    if table:
        return f"form?more={table}#{table}"
    if then != "continue":
        return "form?done=saved"
    found: Edition = drafts.edition_of(world, matter, drafts.read(world, caller.id, draft_id))
    wanted = [it for it in found.definition.materials if it.source == "applicant"]
    return "materials" if wanted else "review"
