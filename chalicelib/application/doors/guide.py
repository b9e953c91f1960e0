"""The guide (办事指南), open to everybody, and the page on which somebody begins."""

from urllib.parse import quote, urlencode

from pydantic import BaseModel, Field

from chalicelib.application import edition
from chalicelib.application.guide import Guide, Provided, guide, provided
from chalicelib.application.model.draft import Draft
from chalicelib.application.use_cases import drafts, mandates, rating
from chalicelib.application.use_cases.drafts import Beginning
from chalicelib.definition.areas import choices
from chalicelib.filters import BEIJING
from chalicelib.headers import on_device
from chalicelib.http import Caller, Redirect, Routes
from chalicelib.world import World


class Where(BaseModel):
    area: str = Field(default="", max_length=12)


class Whose(Where):
    """``principal``: for whom somebody was on their way to apply."""

    principal: str = Field(default="", max_length=64)


class Start(BaseModel):
    """What somebody agrees to before they begin, and for whom they may: ids and masked names."""

    area: str
    areas: dict[str, str]
    provided: list[Provided]
    agents: bool
    principals: dict[str, str]
    principal: str


class Begun(BaseModel):
    draft_id: str


def open_doors(routes: Routes, matter: str) -> None:
    base = routes.about.base

    @routes.get("/", page="guide.html", allows=on_device)
    def read(world: World, query: Where) -> Guide:
        found = edition.current(matter, query.area)
        said = guide(found, edition.names(matter), query.area, world.now().astimezone(BEIJING).date())
        return said.model_copy(update={"ratings": rating.so_far(world)})

    @routes.get("/start", page="start.html")
    def start(world: World, caller: Caller, query: Whose) -> Start | Redirect:
        if caller.level < drafts.REAL_NAME_LEVEL:
            wish = urlencode({name: value for name, value in query if value})
            here = f"{base}/start?{wish}" if wish else f"{base}/start"
            return Redirect(f"/identity/real-name?next={quote(here, safe='/=')}")
        return _start(world, matter, caller, query)

    @routes.post(
        "/applications", page="start.html", then=lambda it: f"{base}/applications/{it.draft_id}/form"
    )
    def begin(world: World, caller: Caller, wanted: Beginning) -> Begun:
        draft: Draft = drafts.begin(world, matter, caller, wanted)
        return Begun(draft_id=draft.id)


def _start(world: World, matter: str, caller: Caller, wish: Whose) -> Start:
    found = edition.current(matter, wish.area)
    definition = found.definition
    principals = mandates.see(world, caller.id).principals if definition.agents else []
    return Start(
        area=wish.area,
        areas=choices(definition.task.areas, edition.names(matter)),
        provided=provided(found),
        agents=definition.agents,
        principals={it.id: it.name for it in principals},
        principal=wish.principal,
    )
