"""The editors' door: what people say for an official term, and what is to be found first."""

from chalicelib.errors import NotFound
from chalicelib.http import Caller
from chalicelib.world import World

from ..forms import Kept, Nothing, Tried
from ..model.desk import Desk, Said, Trial
from ..model.sayings import Change
from ..use_cases import showing, trying, wording
from .doors import routes

DESK = "/search/editor"


def _desk(_: object) -> str:
    return DESK


def _said(change: Change | None, kept: Kept) -> Said:
    if change is None:
        return Said(number=0, what=kept.what, said=kept.said, means=[])
    return Said(number=change.number, what=change.what, said=change.said, means=change.after)


@routes.get("/editor", page="editor.html")
def show(world: World, caller: Caller) -> Desk:
    return showing.desk(world, caller)


@routes.get("/editor/try", page="editor_try.html")
def attempt(world: World, caller: Caller, query: Tried) -> Trial:
    return trying.trial(world, caller, query)


@routes.post("/editor/sayings", page="editor_try.html", then=_desk, status=200)
def keep(world: World, caller: Caller, kept: Kept) -> Said:
    return _said(wording.keep(world, caller, kept.what, kept.said, kept.means), kept)


@routes.post("/editor/changes/{number}/undo", then=_desk, status=200)
def undo(world: World, caller: Caller, number: str, nothing: Nothing) -> Said:  # noqa: ARG001
    if not number.isdecimal():
        raise NotFound("没有这一次改动。")
    change = wording.undo(world, caller, int(number))
    if change is None:
        raise NotFound("没有这一次改动。")
    return Said(number=change.number, what=change.what, said=change.said, means=change.after)
