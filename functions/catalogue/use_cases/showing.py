"""Show an entry as it is in force, or as a draft would look."""

from typing import TypeVar

from chalicelib.errors import NotFound
from chalicelib.world import World

from ..model.content import Content, Material, Matter, Question, Scenario, What
from ..model.entry import Entry, Listed, Version, part_of
from ..model.shown import Answer, Guide, Link, Sampled, ScenarioGuide, StepShown, places
from ..rules import facets
from ..rules.samples import sample_of
from .browsing import link

C = TypeVar("C", Matter, Scenario, Question)
GONE: dict[What, str] = {
    "matter": "没有找到这个事项，可能已经取消或者改了名字。请换个说法搜一搜。",
    "scenario": "没有找到这件事的办事指南。请换个说法搜一搜。",
    "question": "没有找到这个问题的答案。请换个说法搜一搜。",
}
MOST_LINKS = 12


def matter(world: World, entry_id: str, area: str = "") -> Guide:
    return guide_of(world, _published(world, entry_id, "matter"), area)


def scenario(world: World, entry_id: str, area: str = "") -> ScenarioGuide:
    return scenario_of(world, _published(world, entry_id, "scenario"), area)


def question(world: World, entry_id: str) -> Answer:
    return answer_of(world, _published(world, entry_id, "question"))


def _published(world: World, entry_id: str, what: What) -> Version:
    entry = world.store.find(Entry, entry_id)
    if entry is None or entry.what != what or not entry.published:
        raise NotFound(GONE[what])
    return world.store.get(Version, entry_id, part_of(entry.published))


def guide_of(world: World, version: Version, area: str = "", preview: bool = False) -> Guide:
    content = _said(version.content, Matter)
    about = world.store.page(Listed, facets.about(version.id), limit=MOST_LINKS, newest_first=False).items
    links = {what: [link(it) for it in about if it.what == what] for what in ("question", "scenario")}
    return Guide(
        id=version.id,
        number=version.number,
        effective=version.effective,
        area=area,
        preview=preview,
        content=content,
        materials=[_sampled(it) for it in content.materials],
        open_in=places(content.areas),
        open_here=bool(content.areas) and facets.is_open(content.areas, area),
        questions=links["question"],
        scenarios=links["scenario"],
    )


def scenario_of(world: World, version: Version, area: str = "", preview: bool = False) -> ScenarioGuide:
    content = _said(version.content, Scenario)
    numbers = {step.title: number for number, step in enumerate(content.steps, 1)}
    steps = [
        StepShown(
            number=number,
            title=step.title,
            note=step.note,
            after=[numbers[title] for title in step.after if title in numbers],
            together=number > 1 and number - 1 not in {numbers.get(title) for title in step.after},
            matters=[found for each in step.matters if (found := _link(world, each))],
        )
        for number, step in enumerate(content.steps, 1)
    ]
    return ScenarioGuide(
        id=version.id,
        number=version.number,
        effective=version.effective,
        area=area,
        preview=preview,
        content=content,
        steps=steps,
        open_in=places(content.areas),
        open_here=bool(content.areas) and facets.is_open(content.areas, area),
    )


def answer_of(world: World, version: Version, preview: bool = False) -> Answer:
    content = _said(version.content, Question)
    return Answer(
        id=version.id,
        number=version.number,
        effective=version.effective,
        preview=preview,
        content=content,
        matters=[found for each in content.matters if (found := _link(world, each))],
    )


def _said(content: Content, kind: type[C]) -> C:
    if not isinstance(content, kind):
        raise NotFound("没有找到您要的内容，请检查后重试。")
    return content


def _link(world: World, entry_id: str) -> Link | None:
    """A matter that stands in a list; one that is suspended, or not there yet, is no way on."""
    listed = world.store.find(Listed, entry_id, "theme")
    return link(listed) if listed else None


def _sampled(it: Material) -> Sampled:
    return Sampled(name=it.name, source=it.source, need=it.need, sample=it.sample or sample_of(it.name))
