"""Drafts: begin one, go on with it on another phone, drop it."""

import json
from typing import Any, NoReturn

from pydantic import BaseModel

from chalicelib.application.edition import Edition, current, keep, pinned
from chalicelib.application.model.draft import KEPT, Draft, Place, drafts_of, place_of
from chalicelib.application.use_cases import mandates
from chalicelib.errors import Conflict, Invalid, NotFound, NotYours
from chalicelib.identity import Caller
from chalicelib.store import Delete
from chalicelib.world import World

REAL_NAME_LEVEL = 2
NOT_KNOWN = "请先完成实名认证，再来办理。"


class Beginning(BaseModel):
    """Where, and for whom (``principal_id`` "" = for oneself), with consent to ask registries."""

    area: str
    principal_id: str = ""
    consent: bool = False


def begin(world: World, matter: str, caller: Caller, wanted: Beginning) -> Draft:
    """A new draft, or the one that is there already. Raises NotYours below level 2, NotFound without a mandate, Invalid without consent."""
    require_real_name(caller)
    citizen_id = wanted.principal_id or caller.id
    mandates.permit(world, caller.id, citizen_id)
    if not wanted.consent:
        raise Invalid("请先同意，再开始填写。", {"consent": "同意后才能核对您的信息。"})
    if not wanted.area:
        raise Invalid("请先选择在哪里办理。", {"area": "请选择一个地方。"})
    edition = current(matter, wanted.area)
    if citizen_id != caller.id and not edition.definition.agents:
        raise Invalid("这个事项需要本人办理。", {"principal_id": "请选择为自己办理。"})
    keep(world, edition)
    now = world.now()
    draft = Draft(
        id=world.new_id(),
        citizen_id=citizen_id,
        agent_id=caller.id if citizen_id != caller.id else "",
        area=wanted.area,
        edition=edition.digest,
        consented=now,
        saved=now,
    )
    return _at_its_place(world, draft) or _at_its_place(world, draft) or _taken()


def _at_its_place(world: World, draft: Draft) -> Draft | None:
    """The draft that has the place, or this one, which takes it; None where somebody takes it at this moment."""
    place = world.store.find(Place, place_of(draft.citizen_id, draft.agent_id))
    if place and (there := world.store.find(Draft, place.draft_id)):
        return there
    taken = Place(
        id=place_of(draft.citizen_id, draft.agent_id),
        version=place.version if place else None,
        draft_id=draft.id,
        until=draft.saved + KEPT,
    )
    try:
        world.store.commit(draft, taken)
    except Conflict:
        return None
    return draft


def _taken() -> NoReturn:
    raise Conflict("刚才有人同时做了修改，请刷新后再试一次。")


def require_real_name(caller: Caller) -> None:
    if caller.level < REAL_NAME_LEVEL:
        raise NotYours(NOT_KNOWN)


def mine(world: World, citizen_id: str) -> list[Draft]:
    """Those that they fill in, for themselves or for others, the latest first."""
    return world.store.page(Draft, drafts_of(citizen_id), limit=50).items


def read(world: World, citizen_id: str, draft_id: str) -> Draft:
    """Raises NotFound, also for somebody else's."""
    draft = world.store.get(Draft, draft_id)
    mandates.permit(world, citizen_id, draft.citizen_id)
    return draft


def save(world: World, citizen_id: str, draft_id: str, answers: dict[str, Any]) -> Draft:
    """Keep these answers; the place is kept as long as the draft."""
    draft = read(world, citizen_id, draft_id)
    now = world.now()
    saved = draft.model_copy(update={"answers": json.dumps(answers, ensure_ascii=False), "saved": now})
    place = world.store.find(Place, place_of(draft.citizen_id, draft.agent_id))
    kept = [place.model_copy(update={"until": now + KEPT})] if place and place.draft_id == draft.id else []
    world.store.commit(saved, *kept)
    return saved


def drop(world: World, citizen_id: str, draft_id: str) -> None:
    """Again is harmless. What was uploaded is deleted with the bucket's own lifetime."""
    try:
        draft = read(world, citizen_id, draft_id)
    except NotFound:
        return
    place = world.store.find(Place, place_of(draft.citizen_id, draft.agent_id))
    gone = [Delete(place)] if place and place.draft_id == draft.id else []
    world.store.commit(Delete(draft), *gone)


def edition_of(world: World, matter: str, draft: Draft) -> Edition:
    """The edition that the draft is filled in under."""
    return pinned(world, matter, draft.edition)
