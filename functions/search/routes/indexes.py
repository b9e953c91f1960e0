"""The operators' door: which index answers, which there were, and another one by hand."""

from chalicelib.http import Caller
from chalicelib.world import World

from ..forms import Chosen, Nothing
from ..model.desk import Indexes, Switched
from ..model.index import Current
from ..use_cases import showing, switching
from .doors import routes

INDEXES = "/search/indexes"


def _back(_: object) -> str:
    return INDEXES


def _switched(current: Current) -> Switched:
    return Switched(index=current.index, release=current.release, pinned=current.pinned)


@routes.get("/indexes", page="indexes.html")
def show(world: World, caller: Caller) -> Indexes:
    return showing.indexes(world, caller)


@routes.post("/indexes/switch", then=_back, status=200)
def switch(world: World, caller: Caller, chosen: Chosen) -> Switched:
    return _switched(switching.switch(world, caller, chosen.index))


@routes.post("/indexes/release", then=_back, status=200)
def let_go(world: World, caller: Caller, nothing: Nothing) -> Switched:  # noqa: ARG001
    return _switched(switching.release(world, caller))
