"""Write: a draft at a time for each entry, which its editors hand on for somebody else's eyes."""

from datetime import date

from chalicelib.errors import Conflict, Invalid
from chalicelib.identity import Caller, require
from chalicelib.world import World

from ..model.content import Content, Matter
from ..model.entry import Entry, Version, part_of
from ..rules import publishing

MOST_MATTERS = 60  # of one life event, as each is a row of the commit that publishes it
WRONG = "有些内容需要修改，请看下面的提示。"


def save(
    world: World,
    caller: Caller,
    entry_id: str,
    content: Content,
    effective: date | None = None,
    note: str = "",
    seen: int = 0,
) -> Version:
    """The draft, new or written over. ``seen``: the state of it that the form was filled from."""
    require(caller, "editor")
    entry = world.store.find(Entry, entry_id) or Entry(id=entry_id, what=content.kind, title=content.title)
    if entry.what != content.kind:
        raise Conflict("这个编号已经用在别的条目上了，请换一个。")
    _must_lead_somewhere(world, entry_id, content)
    latest = latest_of(world, entry)
    publishing.may_write(latest, seen)
    draft = Version(
        id=entry.id,
        number=entry.latest + 1,
        content=content,
        state="draft",
        effective=effective or publishing.today(world.now()),
        authors=(caller.id,),
        written=world.now(),
        note=note,
    )
    if latest and latest.is_open:
        draft = _over(latest, draft)
    title = entry.title if entry.published else content.title
    world.store.commit(entry.model_copy(update={"latest": draft.number, "title": title}), draft)
    return draft


def _over(before: Version, draft: Version) -> Version:
    """In the same place: whoever wrote any of it remains an author of it."""
    authors = tuple(dict.fromkeys([*before.authors, *draft.authors]))
    same = {"version": before.version, "number": before.number, "remark": before.remark}
    return draft.model_copy(update=same | {"authors": authors})


def latest_of(world: World, entry: Entry) -> Version | None:
    return world.store.get(Version, entry.id, part_of(entry.latest)) if entry.latest else None


def _must_lead_somewhere(world: World, entry_id: str, content: Content) -> None:
    """Raises Invalid, at the form's own field, for matters that are not there."""
    if isinstance(content, Matter):
        return
    named = content.matters if content.kind == "question" else [it for s in content.steps for it in s.matters]
    if len(set(named)) > MOST_MATTERS:
        raise Invalid(WRONG, {"steps": f"最多写 {MOST_MATTERS} 个事项，请分成几件事。"})
    for each in dict.fromkeys(named):
        if each == entry_id or not is_matter(world, each):
            field = "matters" if content.kind == "question" else "steps"
            raise Invalid(WRONG, {field: f"没有编号是“{each}”的事项。"})


def is_matter(world: World, entry_id: str) -> bool:
    known = world.store.find(Entry, entry_id)
    return known is not None and known.what == "matter"


def propose(world: World, caller: Caller, entry_id: str) -> Version:
    require(caller, "editor")
    entry = world.store.get(Entry, entry_id)
    version = opened(world, entry)
    publishing.may_propose(version)
    proposed = version.model_copy(update={"state": "proposed", "remark": ""})
    world.store.commit(proposed)
    return proposed


def drop(world: World, caller: Caller, entry_id: str) -> Version:
    """Nobody works on it any more; it stays in the history."""
    require(caller, "editor")
    version = opened(world, world.store.get(Entry, entry_id))
    publishing.may_drop(version)
    dropped = version.model_copy(update={"state": "dropped"})
    world.store.commit(dropped)
    return dropped


def opened(world: World, entry: Entry) -> Version:
    """The version that is being worked on, or at least the latest."""
    version = latest_of(world, entry)
    if version is None:
        raise Conflict("这一条还没有草稿。")
    return version
