"""Editors' words: tried before they are kept, counted, undone, and found by the next search."""

import pytest

from chalicelib.errors import Conflict, Invalid, NotYours
from chalicelib.identity import Caller
from functions.search.forms import Tried
from functions.search.use_cases import showing, trying, wording
from tests.functions.search.conftest import House, editor, matter, small_catalogue

SPOKEN = "高职扩招"


def found(house: House, q: str) -> list[str]:
    return [hit["id"] for hit in house.search(q)["hits"]]


def test_a_synonym_is_found_once_the_index_is_renewed(searchable: House):
    assert found(searchable, "咪哆铺子")[:1] != ["company"]
    wording.keep(searchable.world, editor(), "synonym", "咪哆铺子", "公司设立、登记")
    searchable.hear()

    assert found(searchable, "咪哆铺子")[0] == "company"
    assert searchable.current.words == 1


def test_a_best_bet_comes_first(searchable: House):
    wording.keep(searchable.world, editor(), "bet", "登记", "fishing")
    searchable.hear()

    assert found(searchable, "登记")[0] == "fishing"


def test_the_same_again_is_no_change(searchable: House):
    wording.keep(searchable.world, editor(), "synonym", SPOKEN, "公司设立")

    assert wording.keep(searchable.world, editor(), "synonym", SPOKEN, "公司设立") is None
    assert len(searchable.told("search.index_wanted")) == 1


def test_what_is_blank_is_taken_away(searchable: House):
    wording.keep(searchable.world, editor(), "synonym", SPOKEN, "公司设立")
    wording.keep(searchable.world, editor(), "synonym", SPOKEN, "")

    assert showing.desk(searchable.world, editor()).synonyms == []


def test_a_change_is_undone_while_nobody_has_changed_the_same_again(searchable: House):
    world = searchable.world
    first = wording.keep(world, editor(), "synonym", SPOKEN, "公司设立")
    second = wording.keep(world, editor("editor-li"), "synonym", SPOKEN, "出生登记")
    assert first
    assert second
    with pytest.raises(Conflict):
        wording.undo(world, editor(), first.number)

    undone = wording.undo(world, editor(), second.number)
    assert undone
    assert (undone.after, undone.undoes) == (["公司设立"], 2)
    assert wording.undo(world, editor(), undone.number).after == ["出生登记"]


@pytest.mark.parametrize(
    ("what", "said", "means", "field"),
    [
        ("synonym", "上", "出生登记", "said"),
        ("synonym", "上户口", "证", "means"),
        ("synonym", "上户口", "、".join(f"说法{n}" for n in range(13)), "means"),
        ("bet", "上户口", "no-such-matter", "means"),
    ],
)
def test_what_cannot_be_kept_says_why(searchable: House, what: str, said: str, means: str, field: str):
    with pytest.raises(Invalid) as refused:
        wording.keep(searchable.world, editor(), what, said, means)  # type: ignore[arg-type]

    assert list(refused.value.fields) == [field]
    assert trying.trial(searchable.world, editor(), Tried(what=what, said=said, means=means)).remark


def test_a_trial_shows_before_and_after_and_changes_nothing(searchable: House):
    tried = Tried(said="咪哆铺子", means="公司设立登记")
    shown = trying.trial(searchable.world, editor(), tried)

    assert not shown.before_answered
    assert shown.after
    assert shown.after[0].id == "company"
    assert shown.exact
    assert searchable.told("search.index_wanted") == []


def test_of_a_large_catalogue_a_trial_takes_what_is_nearest(searchable: House):
    more = (matter(f"m{n}", f"普通事项{n}号") for n in range(trying.AT_ONCE))
    searchable.publish(42, [*small_catalogue(), *more])
    shown = trying.trial(searchable.world, editor(), Tried(said="咪哆铺子", means="公司设立登记"))

    assert not shown.exact
    assert shown.after
    assert shown.after[0].id == "company"


def test_the_catalogues_own_synonyms_count_too(searchable: House):
    lines = small_catalogue()
    lines[0]["synonyms"] = {"报喜单子": ["出生登记"]}
    searchable.release(43, lines)

    assert found(searchable, "报喜单子")[0] == "newborn"


def test_only_editors_keep_words(searchable: House):
    for caller in [Caller(id="citizen-1"), Caller(id="op", roles=frozenset({"operator"}))]:
        with pytest.raises(NotYours):
            wording.keep(searchable.world, caller, "synonym", SPOKEN, "公司设立")


def test_two_editors_at_once_do_not_lose_a_change(searchable: House):
    world = searchable.world
    wording.keep(world, editor(), "synonym", SPOKEN, "公司设立")
    head = world.store.get(wording.Changes, wording.SAYINGS)
    wording.keep(world, editor(), "synonym", "别的说法", "出生登记")

    with pytest.raises(Conflict):
        world.store.commit(head.model_copy(update={"number": 2}))


def test_the_whole_way_at_the_door(searchable: House):
    door = searchable.door("editor-wang", "editor")
    trial = door.page("/editor/try?what=synonym&said=咪哆铺子&means=公司设立登记")
    assert "改了以后" in trial.text

    kept = door.submit("/editor/sayings", on=trial)
    assert kept.location == "/search/editor"
    desk = door.page("/editor")
    assert "还没有生效" in desk.text
    searchable.hear()
    assert "全部改动都已生效" in door.page("/editor").text

    door.submit("/editor/changes/1/undo", on=desk)
    searchable.hear()
    assert searchable.current.words == 2
    assert showing.desk(searchable.world, editor()).synonyms == []


def test_what_is_wrong_is_shown_on_the_page_it_was_sent_from(searchable: House):
    door = searchable.door("editor-wang", "editor")
    trial = door.page("/editor/try?what=bet&said=上户口&means=no-such-matter")
    assert "目录里没有：no-such-matter" in trial.text

    hidden = door.page("/editor/try?what=bet&said=上户口&means=newborn")
    refused = door.submit("/editor/sayings", on=hidden, means="no-such-matter")
    assert refused.status == 422
    assert "目录里没有" in refused.text


def test_strangers_sign_in_first(searchable: House):
    assert searchable.door().page("/editor").location.startswith("/identity/sign-in")
    assert searchable.door("citizen-1").page("/editor").status == 403
