"""The counter's door: who waits, one conversation at a time, an answer, and an end."""

from typing import Any

from chalicelib.errors import NotYours
from chalicelib.http import Caller
from chalicelib.world import World

from ..model.asking import DeskQuery, Nothing, Reply
from ..model.conversation import Opened, Queue
from ..use_cases import handing_over
from .doors import routes

DESK = "/search/assistant/desk"


def staff(caller: Caller) -> str:
    """The clerk's or officer's id; raises NotYours for anybody else."""
    if not caller.roles & {"clerk", "officer"}:
        raise NotYours("您没有办理这项业务的权限。")
    return caller.id


class Taken(Nothing):
    """Which conversation was just taken or answered."""

    id: str


def there(taken: Taken) -> str:
    return f"{DESK}/{taken.id}#now"


def closed(_: Any) -> str:
    return f"{DESK}?done=closed"


@routes.get("/assistant/desk", page="assistant_desk.html")
def queue(world: World, caller: Caller, query: DeskQuery) -> Queue:
    return handing_over.look(world, staff(caller), query.done)


@routes.post("/assistant/desk/{talk_id}/claim", then=there, status=200)
def claim(world: World, caller: Caller, talk_id: str) -> Taken:
    handing_over.claim(world, staff(caller), talk_id)
    return Taken(id=talk_id)


@routes.get("/assistant/desk/{talk_id}", page="assistant_case.html")
def read(world: World, caller: Caller, talk_id: str) -> Opened:
    return handing_over.read(world, staff(caller), talk_id)


@routes.post("/assistant/desk/{talk_id}/reply", page="assistant_case.html", then=there, status=200)
def reply(world: World, caller: Caller, talk_id: str, form: Reply) -> Taken:
    handing_over.reply(world, staff(caller), talk_id, form.turn, form.text)
    return Taken(id=talk_id)


@routes.post("/assistant/desk/{talk_id}/close", then=closed, status=200)
def close(world: World, caller: Caller, talk_id: str) -> Nothing:
    handing_over.close(world, staff(caller), talk_id)
    return Nothing()
