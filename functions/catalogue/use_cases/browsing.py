"""Leaf through what is published: by theme, department, audience, life event, or for the elderly."""

from collections.abc import Mapping

from chalicelib.definition.areas import SHORT as CITIES
from chalicelib.errors import NotFound
from chalicelib.world import World

from ..model.content import HOME, guide
from ..model.entry import Listed
from ..model.release import PRESS, Press
from ..model.shown import Browse, Counted, Index, Link, Where
from ..model.words import ALL_THEMES
from ..rules import facets

A_PAGE = 50
MOST_PAGES = 6  # that are gone through for the few that are open in one city
AUDIENCES = {"自然人": "个人办事", "法人": "单位办事", "其他组织": "其他组织办事"}


def index(world: World) -> Index:
    press = world.store.find(Press, PRESS) or Press(id=PRESS)
    themes = {each: press.themes[each] for each in ALL_THEMES if each in press.themes}
    return Index(
        themes=_counted(themes, "themes"),
        departments=_counted(press.departments, "departments"),
        audiences=[Counted(name=it, href=f"{HOME}/audiences/{key}", many=0) for key, it in AUDIENCES.items()],
        number=press.number,
        entries=press.entries,
        at=press.at,
    )


def _counted(many: Mapping[str, int], place: str) -> list[Counted]:
    return [Counted(name=name, href=f"{HOME}/{place}/{name}", many=count) for name, count in many.items()]


def theme(world: World, name: str, where: Where) -> Browse:
    if name not in ALL_THEMES:
        raise NotFound("没有这个主题，请从全部事项里找。")
    return browse(world, name, f"{HOME}/themes/{name}", facets.theme(name), where)


def department(world: World, name: str, where: Where) -> Browse:
    found = browse(world, name, f"{HOME}/departments/{name}", facets.department(name), where)
    if not (found.items or where.area or where.cursor):
        raise NotFound("没有这个部门的事项，请从全部事项里找。")
    return found


def audience(world: World, name: str, where: Where) -> Browse:
    if name not in AUDIENCES:
        raise NotFound("没有这一类，请从全部事项里找。")
    return browse(world, AUDIENCES[name], f"{HOME}/audiences/{name}", facets.audience(name), where)


def scenarios(world: World, where: Where) -> Browse:
    return browse(world, "一件事一次办", f"{HOME}/scenarios", facets.SCENARIOS, where)


def for_elders(world: World, where: Where) -> Browse:
    return browse(world, "老年人常办的事", f"{HOME}/for-elders", facets.ELDER, where)


def browse(world: World, title: str, path: str, key: str, where: Where) -> Browse:
    area = where.area if where.area in CITIES else ""
    items: list[Link] = []
    cursor: str | None = where.cursor or None
    for _ in range(MOST_PAGES):
        page = world.store.page(Listed, key, limit=A_PAGE, cursor=cursor, newest_first=False)
        items += [link(it) for it in page.items if facets.is_open(it.areas, area)]
        cursor = page.cursor
        if cursor is None or len(items) >= A_PAGE:
            break
    return Browse(title=title, path=path, items=items, area=area, next=cursor)


def link(it: Listed) -> Link:
    href = guide(it.what, it.id)
    return Link(id=it.id, title=it.title, href=href, runs_at=it.runs_at, areas=it.areas, summary=it.summary)
