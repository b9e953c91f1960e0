"""A release is the whole published catalogue, numbered; it is made soon, once, and never half."""

import json
from datetime import timedelta

import pytest

from functions.catalogue.model.release import PRESS, UNRELEASED, Press, Release, Unreleased
from functions.catalogue.use_cases import loading
from functions.catalogue.use_cases.releasing import release
from tests.functions.catalogue.conftest import a_matter, entries, on_shelf, told

ID = "newborn-household"
LINE = {
    "matter": "kind id version title everyday_names utterances summary theme audience department task_type areas elder"
    " runs_at guide",
    "scenario": "kind id version title everyday_names utterances summary steps areas guide",
    "question": "kind id version title utterances answer matters guide",
}


def test_the_first_release_holds_everything(loaded):
    lines = on_shelf(loaded, 1)

    assert [line["id"] for line in lines] == ["fishing", ID, "public-housing", "new-baby", "q-papers"]
    fact = told(loaded, "catalogue.released")[0]
    assert fact.data | {"at": ""} == {"case_id": "000001", "at": "", "release": 1, "entries": 5}


def test_lines_say_what_other_matters_read(loaded):
    lines = {line["id"]: line for line in on_shelf(loaded, 1)}

    for line in lines.values():
        assert set(LINE[line["kind"]].split()) <= line.keys()
    assert lines["fishing"]["areas"] == ["3401"]
    assert lines["public-housing"]["runs_at"] == "/public-housing/"
    assert lines[ID]["guide"] == f"/catalogue/matters/{ID}"
    assert lines["new-baby"]["steps"][1] == {
        "title": "申请公租房",
        "matters": ["public-housing"],
        "after": ["上户口"],
    }


def test_a_publication_is_released_by_its_own_fact(loaded, write, hear):
    write(ID, a_matter(utterances=["报户口去哪"]))

    hear()

    after = {line["id"]: line for line in on_shelf(loaded, 2)}
    assert (after[ID]["version"], after[ID]["utterances"]) == (2, ["报户口去哪"])
    assert len(after) == 5
    assert [fact.data["release"] for fact in told(loaded, "catalogue.released")] == [1, 2]


def test_hearing_it_again_makes_no_other_release(loaded, write, hear, minute):
    write(ID, a_matter(utterances=["报户口去哪"]))

    hear()
    hear()
    minute()

    assert loaded.store.get(Press, PRESS).number == 2
    assert loaded.store.page(Unreleased, UNRELEASED).items == []


def test_the_minute_releases_what_was_left_behind(loaded, write, minute):
    write(ID, a_matter(summary="没有人听见。"))

    minute()

    assert {line["id"]: line for line in on_shelf(loaded, 2)}[ID]["summary"] == "没有人听见。"


def test_what_is_suspended_leaves_the_release(loaded, write, hear):
    write(ID, a_matter(areas=[]))
    hear()

    assert ID not in {line["id"] for line in on_shelf(loaded, 2)}


def test_one_at_a_time_at_the_press(loaded, write):
    write(ID, a_matter(summary="新的。"))
    press = loaded.store.get(Press, PRESS)
    loaded.store.commit(
        press.model_copy(update={"claimed": 2, "until": loaded.now() + timedelta(seconds=30)})
    )

    assert release(loaded) is None
    loaded.clock.advance(timedelta(seconds=31))
    assert release(loaded).number == 3
    assert "catalogue/releases/000002.jsonl.gz" not in loaded.shelf.kept


def test_a_press_that_broke_down_loses_nothing(loaded, write, minute):
    write(ID, a_matter(summary="新的。"))
    shelf_write = loaded.shelf.write

    def broken(key, body):
        raise ConnectionError("the shelf does not answer")

    loaded.shelf.write = broken
    with pytest.raises(ConnectionError):
        release(loaded, [ID])
    loaded.shelf.write = shelf_write
    loaded.clock.advance(timedelta(minutes=1))
    minute()

    assert {line["id"]: line for line in on_shelf(loaded, 3)}[ID]["summary"] == "新的。"
    assert [fact.data["release"] for fact in told(loaded, "catalogue.released")] == [1, 3]


def test_the_newest_can_be_found_without_having_heard(loaded):
    latest = json.loads(loaded.shelf.read("catalogue/latest.json"))

    assert latest["key"] == "catalogue/releases/000001.jsonl.gz"
    assert loaded.store.page(Release, "releases").items[0].themes == {
        "户籍办理": 1,
        "住房保障": 1,
        "涉农服务": 1,
    }


def test_loading_the_same_again_changes_nothing(loaded):
    assert loading.load(loaded, entries()) == {"unchanged": 5}
    assert len(told(loaded, "catalogue.released")) == 1


def test_loading_what_has_changed_makes_versions_of_it_alone(loaded):
    changed = entries() | {ID: a_matter(summary="文件改了。")}

    assert loading.load(loaded, changed) == {"unchanged": 4, "changed": 1}
    assert {line["id"]: line["version"] for line in on_shelf(loaded, 2)}[ID] == 2


def test_loading_leaves_what_an_editor_has_changed(loaded, write, hear):
    write(ID, a_matter(summary="编目员改的。"))
    hear()

    assert loading.load(loaded, entries() | {ID: a_matter(summary="文件改了。")})["kept"] == 1
    assert {line["id"]: line for line in on_shelf(loaded, 2)}[ID]["summary"] == "编目员改的。"


def test_more_than_a_transaction_holds_is_loaded_all_the_same(world):
    many = {f"matter-{number}": a_matter(title=f"事项 {number}") for number in range(20)}
    loading.load(world, many)

    assert len(on_shelf(world, 1)) == 20
    assert world.store.page(Unreleased, UNRELEASED).items == []
