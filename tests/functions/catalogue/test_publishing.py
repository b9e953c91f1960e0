"""Draft, proposal, publication by somebody else; back to what was; everything kept."""

from datetime import timedelta

import pytest

from chalicelib.errors import Conflict, Invalid, NotFound, NotYours
from chalicelib.identity import Caller
from functions.catalogue.model.content import Matter, Question, Scenario
from functions.catalogue.model.entry import Entry, Version
from functions.catalogue.model.shown import Where
from functions.catalogue.rules import differences
from functions.catalogue.use_cases import browsing, desk, editing, reviewing, showing
from tests.functions.catalogue.conftest import LI, WANG, a_matter, editor, entries, told

ID = "newborn-household"


def titles(page):
    return [it.title for it in page.items]


def test_what_is_written_is_seen_by_nobody_until_somebody_else_publishes_it(world):
    editing.save(world, editor(WANG), ID, a_matter())
    with pytest.raises(NotFound):
        showing.matter(world, ID)

    editing.propose(world, editor(WANG), ID)
    with pytest.raises(NotYours, match="另一位"):
        reviewing.publish(world, editor(WANG), ID)
    reviewing.publish(world, editor(LI), ID)

    assert showing.matter(world, ID).number == 1
    assert titles(browsing.theme(world, "户籍办理", Where())) == ["出生登记"]


def test_whoever_wrote_any_of_it_does_not_publish_it(world):
    draft = editing.save(world, editor(WANG), ID, a_matter())
    editing.save(world, editor(LI), ID, a_matter(summary="李改过。"), seen=draft.version)
    editing.propose(world, editor(WANG), ID)

    for author in (WANG, LI):
        with pytest.raises(NotYours):
            reviewing.publish(world, editor(author), ID)
    assert reviewing.publish(world, editor("officer-zhao"), ID).published_by == "officer-zhao"


def test_what_is_being_changed_leaves_what_is_in_force(loaded):
    editing.save(loaded, editor(WANG), ID, a_matter(summary="新的说明。"))

    assert showing.matter(loaded, ID).content.summary == "孩子出生后登记户口。"
    assert desk.history(loaded, editor(LI), ID).differences[0].added == ["新的说明。"]


def test_two_who_edit_at_once_do_not_write_over_each_other(world):
    first = editing.save(world, editor(WANG), ID, a_matter())

    with pytest.raises(Conflict, match="有人改过"):
        editing.save(world, editor(LI), ID, a_matter(), seen=0)
    editing.save(world, editor(LI), ID, a_matter(summary="看过再改。"), seen=first.version)


def test_a_proposal_comes_back_with_what_is_wrong(world):
    editing.save(world, editor(WANG), ID, a_matter())
    editing.propose(world, editor(WANG), ID)

    reviewing.send_back(world, editor(LI), ID, "依据写错了")

    assert desk.desk(world, editor(WANG)).drafts[0].remark == "依据写错了"
    with pytest.raises(Conflict):
        reviewing.publish(world, editor(LI), ID)


def test_back_to_an_earlier_version_is_a_new_one_for_other_eyes(world, write):
    write(ID, a_matter())
    write(ID, a_matter(summary="写错了的一版。"))

    again = reviewing.go_back(world, editor(WANG), ID, 1)
    with pytest.raises(NotYours):
        reviewing.publish(world, editor(WANG), ID)
    reviewing.publish(world, editor(LI), ID)

    assert (again.number, showing.matter(world, ID).number) == (3, 3)
    assert showing.matter(world, ID).content.summary == "孩子出生后登记户口。"
    assert [it.number for it in world.store.parts(Version, ID)] == [1, 2, 3]


def test_there_is_no_going_back_to_what_never_was_in_force(world, write):
    write(ID, a_matter())
    editing.save(world, editor(WANG), ID, a_matter(summary="不要了。"))
    editing.drop(world, editor(WANG), ID)

    for number, refusal in [(2, NotFound), (1, Conflict), (9, NotFound)]:
        with pytest.raises(refusal):
            reviewing.go_back(world, editor(WANG), ID, number)


def test_a_dropped_draft_stays_in_the_history(world, write):
    write(ID, a_matter())
    editing.save(world, editor(WANG), ID, a_matter(summary="不要了。"))
    editing.drop(world, editor(WANG), ID)
    write(ID, a_matter(summary="这一版要。"))

    states = [it.state for it in desk.history(world, editor(LI), ID).versions]

    assert states == ["已发布", "已作废", "已发布"]


def test_a_version_comes_into_force_on_its_day_in_beijing(world, write, minute):
    write(ID, a_matter())
    today = world.clock.time.date()
    scheduled = write(ID, a_matter(summary="新规定。"), effective=today + timedelta(days=2))
    assert scheduled.state == "scheduled"

    world.clock.time = world.clock.time.replace(hour=15, minute=59) + timedelta(days=1)
    minute()
    assert showing.matter(world, ID).number == 1
    world.clock.advance(timedelta(minutes=1))
    minute()

    assert showing.matter(world, ID).content.summary == "新规定。"
    assert [fact.data["edition"] for fact in told(world, "catalogue.published")] == [1, 2]


def test_nothing_is_in_force_before_it_was_published(world):
    editing.save(world, editor(WANG), ID, a_matter())
    editing.propose(world, editor(WANG), ID)
    world.clock.advance(timedelta(days=3))

    reviewing.publish(world, editor(LI), ID)

    assert showing.matter(world, ID).effective.isoformat() == "2026-05-04"


def test_a_later_version_never_gives_way_to_an_earlier_one(world, write, minute):
    write(ID, a_matter())
    write(ID, a_matter(summary="原定下周的。"), effective=world.clock.time.date() + timedelta(days=7))
    write(ID, a_matter(summary="今天就要的。"))

    world.clock.advance(timedelta(days=8))
    minute()

    assert showing.matter(world, ID).content.summary == "今天就要的。"
    assert desk.desk(world, editor(LI)).due == []


def test_what_is_open_nowhere_is_suspended_and_stands_in_no_list(loaded, write):
    write(ID, a_matter(areas=[]))

    assert showing.matter(loaded, ID).open_in == []
    assert browsing.theme(loaded, "户籍办理", Where()).items == []


def test_it_leaves_the_list_it_no_longer_belongs_to(loaded, write):
    write(ID, a_matter(theme="生育收养", audience=["自然人", "法人"]))

    assert browsing.theme(loaded, "户籍办理", Where()).items == []
    assert titles(browsing.theme(loaded, "生育收养", Where())) == ["出生登记"]
    assert "出生登记" in titles(browsing.audience(loaded, "法人", Where()))


def test_lists_can_be_cut_to_a_city(loaded):
    def found(area):
        return titles(browsing.department(loaded, "农业农村局", Where(area=area)))

    assert found("") == found("3401") == ["水上捕捞许可"]
    assert found("3402") == []


def test_what_can_be_done_here_comes_first(loaded):
    assert titles(browsing.audience(loaded, "自然人", Where()))[0] == "公共租赁住房资格确认"


def test_references_must_lead_to_matters(loaded):
    question = entries()["q-papers"].model_copy(update={"matters": ["no-such-matter"]})

    with pytest.raises(Invalid) as wrong:
        editing.save(loaded, editor(WANG), "q-other", question)

    assert "no-such-matter" in wrong.value.fields["matters"]


def test_an_id_belongs_to_one_kind_of_entry(loaded):
    with pytest.raises(Conflict):
        editing.save(loaded, editor(WANG), "new-baby", a_matter())


@pytest.mark.parametrize("role", ["citizen", "officer", "operator"])
def test_only_editors_edit(loaded, role):
    stranger = Caller(id="somebody", roles=frozenset({role}))

    for verb in (
        lambda: editing.save(loaded, stranger, ID, a_matter()),
        lambda: editing.propose(loaded, stranger, ID),
        lambda: editing.drop(loaded, stranger, ID),
        lambda: reviewing.publish(loaded, stranger, ID),
        lambda: reviewing.send_back(loaded, stranger, ID, "不对不对"),
        lambda: reviewing.go_back(loaded, stranger, ID, 1),
        lambda: desk.desk(loaded, stranger),
        lambda: desk.history(loaded, stranger, ID),
        lambda: desk.form(loaded, stranger, "matter", ID),
        lambda: desk.opened(loaded, stranger, "matter", ID),
    ):
        with pytest.raises(NotYours):
            verb()
    assert loaded.store.get(Entry, ID).latest == 1


@pytest.mark.parametrize("kind", [Matter, Scenario, Question])
def test_whoever_reviews_sees_every_element_that_changes(kind):
    limits = {"statutory", "promised"} if kind is Matter else set()
    shown = set(differences.texts(next(it for it in entries().values() if isinstance(it, kind))))

    assert set(kind.model_fields) - {"kind", "limits"} | limits == shown
    assert shown <= set(differences.LABELS)
