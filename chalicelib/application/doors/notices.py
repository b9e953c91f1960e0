"""公示: what anybody may see of the cases that are about to be decided, and a form for whoever objects."""

import json
from datetime import timedelta

from pydantic import AwareDatetime, BaseModel

from chalicelib.application import words
from chalicelib.application.model.notice import Objecting, PublicNotice
from chalicelib.application.use_cases import noticing, objecting
from chalicelib.http import Limit, Routes
from chalicelib.world import World

FEW = (Limit(5, timedelta(days=1), per="address"), Limit(3, timedelta(days=1), per="device"))


class Shown(BaseModel):
    """Masked before it was written down; ``until`` is a moment of the last day."""

    case_id: str
    number: str
    name: str
    lines: list[tuple[str, str]]
    since: AwareDatetime
    until: AwareDatetime
    done: str = ""


class Listed(BaseModel):
    notices: list[Shown]
    cursor: str | None


class ListQuery(BaseModel):
    cursor: str | None = None


class NoticeQuery(BaseModel):
    done: str = ""


class Objected(BaseModel):
    """``until``: by when it is decided."""

    case_id: str
    until: AwareDatetime


def open_doors(routes: Routes, matter: str) -> None:
    base = routes.about.base

    @routes.get("/notices", page="notices.html")
    def listed(world: World, query: ListQuery) -> Listed:
        page = noticing.listed(world, query.cursor)
        return Listed(notices=[_shown(notice) for notice in page.items], cursor=page.cursor)

    @routes.get("/notices/{case_id}", page="notice.html")
    def notice(world: World, case_id: str, query: NoticeQuery) -> Shown:
        done = "objected" if query.done == "objected" else ""
        return _shown(world.store.get(PublicNotice, case_id)).model_copy(update={"done": done})

    @routes.post(
        "/notices/{case_id}/objections",
        page="notice.html",
        then=lambda it: f"{base}/notices/{it.case_id}?done=objected",
        limit=FEW,
    )
    def object_to_it(world: World, case_id: str, given: Objecting) -> Objected:
        objection = objecting.raise_objection(world, matter, case_id, given)
        return Objected(case_id=case_id, until=words.last_day(objection.due))


def _shown(notice: PublicNotice) -> Shown:
    return Shown(
        case_id=notice.id,
        number=notice.number,
        name=notice.name,
        lines=json.loads(notice.lines),
        since=notice.since,
        until=words.last_day(notice.until),
    )
