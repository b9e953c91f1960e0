"""The editors' door to forms: a matter, a life event, a question; each is looked at before it is shown to anybody."""

from chalicelib.http import Caller
from chalicelib.world import World

from ..forms import Editing, WrittenMatter, WrittenQuestion, WrittenScenario
from ..model.desk import Form, Seen
from ..model.shown import Answer, Guide, ScenarioGuide
from ..use_cases import desk, editing, showing
from .doors import routes


def history_of(seen: Seen) -> str:
    return f"/catalogue/editor/entries/{seen.id}"


@routes.get("/editor/matters/{entry_id}", page="write_matter.html")
def show_matter(world: World, caller: Caller, entry_id: str, query: Editing) -> Form:
    return desk.form(world, caller, "matter", entry_id, query.utterance)


@routes.post("/editor/matters/{entry_id}", page="write_matter.html", then=history_of)
def write_matter(world: World, caller: Caller, entry_id: str, written: WrittenMatter) -> Seen:
    content = written.content(desk.content_before(world, caller, entry_id))
    how = (written.effective, written.note, written.seen)
    return Seen.of(editing.save(world, caller, entry_id, content, *how))


@routes.get("/editor/matters/{entry_id}/preview", page="guide.html")
def preview_matter(world: World, caller: Caller, entry_id: str) -> Guide:
    return showing.guide_of(world, desk.opened(world, caller, "matter", entry_id), preview=True)


@routes.get("/editor/scenarios/{entry_id}", page="write_scenario.html")
def show_scenario(world: World, caller: Caller, entry_id: str, query: Editing) -> Form:
    return desk.form(world, caller, "scenario", entry_id, query.utterance)


@routes.post("/editor/scenarios/{entry_id}", page="write_scenario.html", then=history_of)
def write_scenario(world: World, caller: Caller, entry_id: str, written: WrittenScenario) -> Seen:
    how = (written.effective, written.note, written.seen)
    return Seen.of(editing.save(world, caller, entry_id, written.content(), *how))


@routes.get("/editor/scenarios/{entry_id}/preview", page="scenario.html")
def preview_scenario(world: World, caller: Caller, entry_id: str) -> ScenarioGuide:
    return showing.scenario_of(world, desk.opened(world, caller, "scenario", entry_id), preview=True)


@routes.get("/editor/questions/{entry_id}", page="write_question.html")
def show_question(world: World, caller: Caller, entry_id: str, query: Editing) -> Form:
    return desk.form(world, caller, "question", entry_id, query.utterance)


@routes.post("/editor/questions/{entry_id}", page="write_question.html", then=history_of)
def write_question(world: World, caller: Caller, entry_id: str, written: WrittenQuestion) -> Seen:
    how = (written.effective, written.note, written.seen)
    return Seen.of(editing.save(world, caller, entry_id, written.content(), *how))


@routes.get("/editor/questions/{entry_id}/preview", page="question.html")
def preview_question(world: World, caller: Caller, entry_id: str) -> Answer:
    return showing.answer_of(world, desk.opened(world, caller, "question", entry_id), preview=True)
