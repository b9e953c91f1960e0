"""The editors' desk: what is to do, an entry's history, and what becomes of a version."""

from chalicelib.errors import NotFound
from chalicelib.http import Caller
from chalicelib.world import World

from ..forms import Beginning, New, Nothing, Returned
from ..model.content import PLACES
from ..model.desk import Begun, Desk, Entries, History, Seen
from ..use_cases import desk, editing, reviewing
from .doors import routes
from .writing import history_of

HISTORY = "/editor/entries/{entry_id}"


@routes.get("/editor", page="desk.html")
def show(world: World, caller: Caller) -> Desk:
    return desk.desk(world, caller)


@routes.get("/editor/entries", page="entries.html")
def entries(world: World, caller: Caller, query: Beginning) -> Entries:
    return desk.entries(world, caller, query)


@routes.post("/editor/new", page="desk.html", then=lambda it: it.href, status=200)
def begin(world: World, caller: Caller, new: New) -> Begun:
    """Nothing is written yet: only where to go on."""
    return desk.begin(world, caller, new, PLACES[new.what])


@routes.get(HISTORY, page="history.html")
def history(world: World, caller: Caller, entry_id: str) -> History:
    return desk.history(world, caller, entry_id)


@routes.post(f"{HISTORY}/propose", then=history_of, status=200)
def propose(world: World, caller: Caller, entry_id: str, nothing: Nothing) -> Seen:  # noqa: ARG001
    return Seen.of(editing.propose(world, caller, entry_id))


@routes.post(f"{HISTORY}/publish", then=history_of, status=200)
def publish(world: World, caller: Caller, entry_id: str, nothing: Nothing) -> Seen:  # noqa: ARG001
    return Seen.of(reviewing.publish(world, caller, entry_id))


@routes.post(f"{HISTORY}/return", page="history.html", then=history_of, status=200)
def send_back(world: World, caller: Caller, entry_id: str, why: Returned) -> Seen:
    return Seen.of(reviewing.send_back(world, caller, entry_id, why.remark))


@routes.post(f"{HISTORY}/drop", then=history_of, status=200)
def drop(world: World, caller: Caller, entry_id: str, nothing: Nothing) -> Seen:  # noqa: ARG001
    return Seen.of(editing.drop(world, caller, entry_id))


@routes.post(f"{HISTORY}/rollback/{{number}}", then=history_of, status=200)
def go_back(world: World, caller: Caller, entry_id: str, number: str, nothing: Nothing) -> Seen:  # noqa: ARG001
    if not number.isdecimal():
        raise NotFound("没有这一版。")
    return Seen.of(reviewing.go_back(world, caller, entry_id, int(number)))
