"""The editors' desk: what is to do, an entry with its history, and its form."""

from chalicelib.errors import Invalid, NotFound
from chalicelib.identity import Caller, require
from chalicelib.world import World

from ..forms import Beginning, New
from ..linting.findings import lint
from ..model.content import HOME, PLACES, Content, Matter, What, guide
from ..model.desk import STATES, Begun, Desk, Entries, Form, History, Named, Told, Work
from ..model.entry import DRAFTS, DUE, PROPOSALS, Entry, Version, entries_of, part_of
from ..model.release import PRESS, Press
from ..rules import differences, publishing
from .editing import latest_of

A_PAGE = 50


def desk(world: World, caller: Caller) -> Desk:
    require(caller, "editor")
    press = world.store.find(Press, PRESS) or Press(id=PRESS)
    return Desk(
        drafts=_work(world, caller, DRAFTS),
        proposals=_work(world, caller, PROPOSALS),
        due=_work(world, caller, DUE),
        number=press.number,
        entries=press.entries,
        at=press.at,
    )


def _work(world: World, caller: Caller, key: str) -> list[Work]:
    found = world.store.page(Version, key, limit=A_PAGE, newest_first=False).items
    return [
        Work(
            id=it.id,
            what=it.content.kind,
            title=it.content.title,
            number=it.number,
            state=it.state,
            effective=it.effective,
            written=it.written,
            by=_known(it.authors[-1]),
            mine=caller.id in it.authors,
            remark=it.remark,
        )
        for it in found
    ]


def _known(who: str) -> str:
    """Editors know each other by the last six signs of their ids; a file by its name."""
    return who[-6:] if who.startswith("officer-") else who


def entries(world: World, caller: Caller, wanted: Beginning) -> Entries:
    require(caller, "editor")
    key = entries_of(wanted.what)
    page = world.store.page(
        Entry,
        key,
        limit=A_PAGE,
        cursor=wanted.cursor or None,
        newest_first=False,
        beginning=wanted.begins.strip(),
    )
    items = [Named(id=it.id, title=it.title, published=it.published, latest=it.latest) for it in page.items]
    return Entries(what=wanted.what, begins=wanted.begins, items=items, next=page.cursor)


def history(world: World, caller: Caller, entry_id: str) -> History:
    require(caller, "editor")
    entry = world.store.get(Entry, entry_id)
    versions = world.store.parts(Version, entry_id)
    latest = versions[-1]
    now_said = next((it.content for it in versions if it.number == entry.published), None)
    is_open = latest.is_open
    return History(
        id=entry.id,
        what=entry.what,
        title=latest.content.title,
        open=_told(latest, entry) if is_open else None,
        remark=latest.remark if is_open else "",
        may_publish=latest.state == "proposed" and caller.id not in latest.authors,
        differences=differences.between(now_said, latest.content) if is_open else [],
        findings=_findings(latest.content),
        versions=[_told(it, entry) for it in reversed(versions)],
        guide=guide(entry.what, entry.id) if entry.published else "",
        preview=f"{HOME}/editor/{PLACES[entry.what]}/{entry.id}/preview" if is_open else "",
        edit=f"{HOME}/editor/{PLACES[entry.what]}/{entry.id}",
        in_force=entry.published,
    )


def _findings(content: Content) -> list[str]:
    return [f"{it.rule.says}{it.rule.why}" for it in lint(content)] if isinstance(content, Matter) else []


def _told(it: Version, entry: Entry) -> Told:
    return Told(
        number=it.number,
        state=STATES[it.state],
        in_force=it.number == entry.published,
        was_published=it.published is not None,
        effective=it.effective,
        written=it.written,
        by=[_known(each) for each in it.authors],
        published_by=_known(it.published_by),
        note=it.note,
        origin=it.origin,
    )


def form(world: World, caller: Caller, what: What, entry_id: str, utterance: str = "") -> Form:
    """Of the draft that is open, else of what is in force, else empty."""
    require(caller, "editor")
    entry = world.store.find(Entry, entry_id)
    if entry and entry.what != what:
        raise NotFound("没有找到您要的内容，请检查后重试。")
    version = _to_go_on_from(world, entry) if entry else None
    fields = differences.texts(version.content) if version else {}
    added = utterance.strip()
    if added and added not in fields.get("utterances", "").splitlines():
        fields["utterances"] = "\n".join(filter(None, [fields.get("utterances", ""), added]))
    blank = Form(id=entry_id, what=what, fields=fields, effective=publishing.today(world.now()), added=added)
    return _filled(blank, version) if version else blank


def _to_go_on_from(world: World, entry: Entry) -> Version | None:
    version = latest_of(world, entry)
    if version and version.state == "dropped" and entry.published:
        return world.store.get(Version, entry.id, part_of(entry.published))
    return version


def _filled(blank: Form, version: Version) -> Form:
    content = version.content
    said = {"areas": content.areas, "fresh": False, "number": version.number, "state": STATES[version.state]}
    if isinstance(content, Matter):
        said |= {"audience": list(content.audience), "elder": content.elder}
    if version.is_open:
        effective = max(blank.effective, version.effective)
        said |= {"effective": effective, "seen": version.version or 0, "remark": version.remark}
    return blank.model_copy(update=said)


def begin(world: World, caller: Caller, new: New, place: str) -> Begun:
    """Raises Invalid for an id that is taken."""
    require(caller, "editor")
    if world.store.find(Entry, new.id):
        raise Invalid("这个编号已经有了。", {"id": "这个编号已经有了，请换一个。"})
    return Begun(href=f"{HOME}/editor/{place}/{new.id}")


def content_before(world: World, caller: Caller, entry_id: str) -> Content | None:
    """What a form was filled from: what it does not ask is taken from there."""
    require(caller, "editor")
    entry = world.store.find(Entry, entry_id)
    version = latest_of(world, entry) if entry else None
    return version.content if version else None


def opened(world: World, caller: Caller, what: What, entry_id: str) -> Version:
    """For the preview: the open version, as people would see it."""
    require(caller, "editor")
    entry = world.store.get(Entry, entry_id)
    version = latest_of(world, entry)
    if entry.what != what or version is None:
        raise NotFound("没有找到您要的内容，请检查后重试。")
    return version
