"""Objections and bad ratings at the officers' desk."""

from chalicelib.application.model.appeals import Desk, DeskQuery, Letter, OnObjection, OnRating
from chalicelib.application.model.desk import Done
from chalicelib.application.use_cases import appeals
from chalicelib.http import Caller, Routes
from chalicelib.world import World

LIST, LETTER = "officer_appeals.html", "officer_letter.html"


def open_doors(routes: Routes, matter: str) -> None:
    here = f"{routes.about.base}/officer"

    @routes.get("/officer/objections", page=LIST)
    def objections(world: World, caller: Caller, query: DeskQuery) -> Desk:
        return appeals.open_objections(world, matter, caller, query)

    @routes.get("/officer/objections/{case_id}/{key}", page=LETTER)
    def objection(world: World, caller: Caller, case_id: str, key: str) -> Letter:
        return appeals.objection(world, matter, caller, case_id, key)

    @routes.post(
        "/officer/objections/{case_id}/{key}",
        page=LETTER,
        then=lambda it: f"{here}/objections?done={it.done}",
        status=200,
    )
    def on_objection(world: World, caller: Caller, case_id: str, key: str, given: OnObjection) -> Done:
        return appeals.on_objection(world, matter, caller, case_id, key, given)

    @routes.get("/officer/ratings", page=LIST)
    def ratings(world: World, caller: Caller, query: DeskQuery) -> Desk:
        return appeals.bad(world, matter, caller, query)

    @routes.get("/officer/ratings/{case_id}", page=LETTER)
    def bad_rating(world: World, caller: Caller, case_id: str) -> Letter:
        return appeals.bad_rating(world, matter, caller, case_id)

    @routes.post(
        "/officer/ratings/{case_id}",
        page=LETTER,
        then=lambda it: f"{here}/ratings?done={it.done}",
        status=200,
    )
    def on_rating(world: World, caller: Caller, case_id: str, given: OnRating) -> Done:
        return appeals.on_rating(world, matter, caller, case_id, given)
