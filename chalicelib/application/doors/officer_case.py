"""One case at the officers' desk: look at it, take it, decide a step of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from chalicelib import remarks
from chalicelib.application.desk_page import CasePage
from chalicelib.application.model.desk import (
    CaseQuery,
    Decide,
    Done,
    Reassignment,
    Round,
    Suspend,
    Verify,
)
from chalicelib.application.use_cases import casefile, queueing, reviewing, vouching
from chalicelib.errors import Invalid
from chalicelib.http import Caller, Given, Limit, Redirect, Routes
from chalicelib.world import World

M = TypeVar("M", bound=BaseModel)
PAGE = "officer_case.html"
SHOWN = Limit(60, timedelta(hours=1), per="caller")  # nobody needs the numbers of so many people
CASE = "/officer/cases/{case_id}"


def open_doors(routes: Routes, matter: str) -> None:
    here = f"{routes.about.base}/officer"

    def to_case(done: Done) -> str:
        return f"{here}/cases/{done.case_id}?done={done.done}"

    def to_queue(done: Done) -> str:
        return f"{here}?done={done.done}"

    def verb(name: str, then: Callable[[Any], str]) -> Any:
        return routes.post(f"{CASE}/{name}", page=PAGE, then=then, status=200)

    @routes.get(CASE, page=PAGE)
    def look(world: World, caller: Caller, case_id: str, query: CaseQuery) -> CasePage:
        return casefile.look(world, matter, caller, case_id, query.done, query.service)

    @routes.post(f"{CASE}/show", page=PAGE, status=200, limit=SHOWN)
    def show(world: World, caller: Caller, case_id: str) -> CasePage:
        return casefile.show(world, matter, caller, case_id)

    @routes.get(f"{CASE}/materials/{{name}}")
    def material(world: World, caller: Caller, case_id: str, name: str) -> Redirect:
        return Redirect(casefile.material(world, matter, caller, case_id, name))

    @verb("claim", to_case)
    def claim(world: World, caller: Caller, case_id: str, given: Round) -> Done:
        return queueing.claim(world, matter, caller, case_id, given)

    @verb("release", to_queue)
    def release(world: World, caller: Caller, case_id: str, given: Round) -> Done:
        return queueing.release(world, matter, caller, case_id, given)

    @verb("reassign", to_case)
    def reassign(world: World, caller: Caller, case_id: str, given: Reassignment) -> Done:
        return queueing.reassign(world, matter, caller, case_id, given)

    @verb("approve", to_queue)
    def approve(world: World, caller: Caller, case_id: str, given: Decide) -> Done:
        return reviewing.decide(world, matter, caller, case_id, "approve", given)

    @verb("return", to_queue)
    def give_back(world: World, caller: Caller, case_id: str, given: Decide) -> Done:
        return reviewing.decide(world, matter, caller, case_id, "return", given)

    @verb("refuse", to_queue)
    def refuse(world: World, caller: Caller, case_id: str, given: Decide) -> Done:
        return reviewing.decide(world, matter, caller, case_id, "refuse", given)

    @verb("correct", to_queue)
    def correct(world: World, caller: Caller, case_id: str, given: Given) -> Done:
        return reviewing.decide(world, matter, caller, case_id, "correct", _missing(given))

    @verb("suspend", to_case)
    def suspend(world: World, caller: Caller, case_id: str, given: Suspend) -> Done:
        return reviewing.suspend(world, matter, caller, case_id, given)

    @verb("resume", to_case)
    def resume(world: World, caller: Caller, case_id: str, given: Round) -> Done:
        return reviewing.resume(world, matter, caller, case_id, given)

    @verb("verify", to_case)
    def verify(world: World, caller: Caller, case_id: str, given: Given) -> Done:
        return vouching.vouch(world, matter, caller, case_id, _verified(given))


def _missing(given: Given) -> Decide:
    """The notice lists what has a remark; a form also sends what it left blank."""
    rows = given.fields.get("missing", [])
    named = [row for row in rows if isinstance(row, dict) and str(row.get("remark", "")).strip()]
    return _checked(Decide, {"round": given.fields.get("round"), "missing": named})


def _verified(given: Given) -> Verify:
    fields = dict(given.fields)
    told = {name: fields.pop(name, None) for name in ("round", "service", "reason")}
    return _checked(Verify, {**told, "fields": fields if given.is_form else fields.get("fields", {})})


def _checked(model: type[M], content: dict[str, Any]) -> M:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise Invalid("有些内容需要修改，请看下面的提示。", remarks.of(error)) from error
