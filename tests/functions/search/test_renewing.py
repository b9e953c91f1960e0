"""A release becomes the index that answers: checked, once, never turned back, and by hand where somebody says so."""

import pytest

from chalicelib.errors import Conflict, NotFound, NotYours
from chalicelib.identity import Caller
from functions.search.model.index import Made
from functions.search.model.sayings import SAYINGS, Saying
from functions.search.use_cases import finding, renewing, showing, switching
from tests.fakes import FakeShelf
from tests.functions.search.conftest import House, editor, matter, operator, small_catalogue

FIRST, SECOND = 42, 43


def more() -> list[dict[str, object]]:
    return [*small_catalogue(), matter("dogs", "养犬登记", everyday_names=["狗证"])]


def made(house: House) -> list[Made]:
    return sorted(switching.made_last(house.world), key=lambda it: it.id)


def top(house: House, q: str) -> str:
    hits = house.search(q)["hits"]
    return str(hits[0]["id"]) if hits else ""


def test_a_release_becomes_the_index_that_answers(searchable: House):
    assert searchable.current.release == FIRST
    assert searchable.current.entries == len(small_catalogue())
    assert top(searchable, "给娃上户口") in {"newborn", "q-papers"}


def test_the_same_release_told_again_changes_nothing(searchable: House):
    before = searchable.current
    searchable.released(FIRST)
    searchable.released(FIRST, again="-by-another-fact")

    assert searchable.current == before
    assert len(made(searchable)) == 1
    assert len(searchable.told("search.renewed")) == 1


def test_an_older_release_told_late_never_turns_the_index_back(searchable: House):
    searchable.publish(SECOND, more())
    searchable.released(SECOND)
    searchable.publish(41, small_catalogue()[:5], latest=False)
    searchable.released(41)

    assert searchable.current.release == SECOND
    assert [it.release for it in made(searchable)] == [FIRST, SECOND]


def test_a_release_told_before_its_note_is_on_the_shelf_counts(searchable: House):
    searchable.publish(SECOND, more(), latest=False)
    searchable.released(SECOND)

    assert searchable.current.release == SECOND


def test_a_release_that_is_not_on_the_shelf_yet_is_told_again(house: House):
    with pytest.raises(LookupError):
        house.released(FIRST)

    house.publish(FIRST, small_catalogue())
    house.released(FIRST)
    assert house.current.release == FIRST


def test_of_two_that_are_made_at_once_the_newer_answers(house: House):
    """While 42 is being made, 43 is published, made and answers."""

    class Interrupted(FakeShelf):
        def write(self, key: str, body: bytes) -> None:
            super().write(key, body)
            if key.startswith("search/indexes/000042"):
                house.release(SECOND, more())

    object.__setattr__(house.world, "shelf", Interrupted())
    house.publish(FIRST, small_catalogue())
    with pytest.raises(Conflict):
        house.released(FIRST)
    house.released(FIRST)

    assert house.current.release == SECOND


def test_an_index_that_lost_a_fifth_is_refused_and_the_old_one_answers(searchable: House):
    searchable.release(SECOND, small_catalogue()[:4])

    refused = made(searchable)[-1]
    assert "少了两成以上" in refused.refused[0]
    assert searchable.current.release == FIRST
    assert showing.indexes(searchable.world, operator()).answering.state == "refused"
    assert len(searchable.told("search.renewed")) == 1


def test_an_empty_release_is_refused(searchable: House):
    searchable.release(SECOND, [])

    assert made(searchable)[-1].refused
    assert searchable.current.release == FIRST


def test_a_release_of_which_no_index_can_be_made_is_refused_and_not_tried_again(searchable: House):
    searchable.release(SECOND, [*small_catalogue(), small_catalogue()[0]])

    refused = made(searchable)[-1]
    assert refused.refused[0].startswith("不能生成")
    assert not refused.loads
    searchable.world.clock.advance(renewing.TOLD_WITHIN)
    searchable.minute()
    assert searchable.told("search.index_wanted") == []
    assert searchable.current.release == FIRST


def test_a_kind_that_is_not_known_here_is_left_out(house: House):
    house.release(FIRST, [*small_catalogue(), {"kind": "poem", "id": "spring", "title": "春晓"}])

    assert house.current.entries == len(small_catalogue())


def test_a_best_bet_for_what_is_gone_does_not_hold_up_the_release_that_closes_it(searchable: House):
    searchable.world.store.commit(Saying(id=SAYINGS, what="bet", said="打鱼", means=["fishing"]))
    searchable.release(SECOND, [line for line in small_catalogue() if line["id"] != "fishing"])

    assert searchable.current.release == SECOND


def test_two_of_the_same_name_do_not_count_as_lost(house: House):
    house.release(FIRST, [*small_catalogue(), matter("newborn-too", "出生登记")])

    assert made(house)[0].refused == []


def test_the_minute_asks_for_an_index_whose_fact_was_lost(house: House):
    house.publish(FIRST, small_catalogue())
    house.minute()
    assert house.told("search.index_wanted") == []  # its own fact may still come

    house.world.clock.advance(renewing.TOLD_WITHIN)
    house.minute()
    house.minute()
    assert house.current.release == FIRST
    assert len(house.told("search.index_wanted")) == 1


def test_the_minute_asks_once_for_what_takes_long(house: House):
    house.publish(FIRST, small_catalogue())
    house.world.clock.advance(renewing.TOLD_WITHIN)
    renewing.want_what_is_due(house.world)
    renewing.want_what_is_due(house.world)
    assert len(house.told("search.index_wanted")) == 1

    house.world.clock.advance(renewing.ASKED_AGAIN * 2)
    renewing.want_what_is_due(house.world)
    assert len(house.told("search.index_wanted")) == 2


def test_an_engine_that_is_deployed_again_finds_its_own_index(searchable: House):
    ours = searchable.current
    of_another = ours.model_copy(
        update={"index": "000042-000000-00000000", "key": "search/indexes/other.bin"}
    )
    searchable.world.store.commit(of_another)
    searchable.world.clock.advance(renewing.TOLD_WITHIN)
    searchable.minute()

    assert searchable.current.index == ours.index
    assert len(made(searchable)) == 1


def test_by_hand_an_earlier_index_answers_and_newer_ones_wait(searchable: House):
    earlier, later = searchable.current.index, searchable.pretend(SECOND).id
    switching.switch(searchable.world, operator(), earlier)

    searchable.release(44, more())
    assert (searchable.current.release, searchable.current.pinned) == (FIRST, True)
    assert showing.indexes(searchable.world, operator()).answering.state == "waiting"

    switching.release(searchable.world, operator())
    assert (searchable.current.release, searchable.current.pinned) == (44, False)
    switching.switch(searchable.world, editor(), later)
    assert searchable.current.release == SECOND


def test_letting_go_of_the_newest_leaves_it(searchable: House):
    switching.switch(searchable.world, operator(), searchable.current.index)
    assert searchable.current.pinned
    switching.release(searchable.world, operator())
    switching.release(searchable.world, operator())

    assert (searchable.current.release, searchable.current.pinned) == (FIRST, False)


def test_a_refused_index_may_be_taken_by_hand_but_not_one_that_does_not_open(searchable: House):
    refused = searchable.pretend(SECOND, refused=["只有 4 条。"])
    switching.switch(searchable.world, operator(), refused.id)
    assert searchable.current.release == SECOND

    broken = refused.model_copy(update={"id": "broken", "loads": False, "version": None})
    searchable.world.store.commit(broken)
    with pytest.raises(Conflict):
        switching.switch(searchable.world, operator(), "broken")


def test_citizens_switch_nothing(searchable: House):
    with pytest.raises(NotYours):
        switching.switch(searchable.world, Caller(id="citizen-1"), searchable.current.index)
    with pytest.raises(NotFound):
        switching.switch(searchable.world, operator(), "no-such-index")


def test_a_container_looks_every_thirty_seconds_and_keeps_what_it_has(searchable: House):
    seconds = [0.0]
    copy, world = finding.Copy(clock=lambda: seconds[0]), searchable.world
    first = searchable.current.index
    assert copy.up_to_date(world)

    second = searchable.pretend(SECOND).id
    seconds[0] = finding.LOOK_EVERY - 1
    copy.up_to_date(world)
    assert copy.name == first
    seconds[0] = finding.LOOK_EVERY
    kept = copy.up_to_date(world)
    assert copy.name == second

    searchable.pretend(44)
    world.shelf.kept[searchable.current.key] = b"damaged"
    seconds[0] += finding.LOOK_EVERY
    assert copy.up_to_date(world) is kept
    assert copy.name == second


def test_an_editor_who_tries_looks_at_once(searchable: House):
    copy = finding.Copy(clock=lambda: 0.0)
    copy.up_to_date(searchable.world)
    second = searchable.pretend(SECOND).id
    copy.up_to_date(searchable.world, at_once=True)

    assert copy.name == second


def test_a_warm_search_reads_nothing(searchable: House, monkeypatch: pytest.MonkeyPatch):
    finding.find(searchable.world, "公租房")

    class NoStore:
        def __getattr__(self, name: str) -> object:
            raise AssertionError(f"the store was asked to {name}")

    object.__setattr__(searchable.world, "store", NoStore())
    assert finding.find(searchable.world, "公租房").hits[0].id == "public-housing"


def test_nothing_is_found_before_the_first_release_and_that_is_said(house: House):
    answer = house.search("公租房")

    assert (answer["release"], answer["answered"], answer["hits"]) == ("", False, [])
    assert "搜索还在准备" in house.door().page("/?q=x").text


def test_the_page_says_what_was_refused_and_why(searchable: House):
    refused = searchable.pretend(SECOND, refused=["比现在用的少了两成以上。"])
    door = searchable.door("operator-li", "operator")
    page = door.page("/indexes")
    assert "没有通过检查" in page.text
    assert "少了两成以上" in page.text

    door.submit("/indexes/switch", on=page, index=refused.id)
    assert searchable.current.pinned
    assert "恢复自动更新" in door.page("/indexes").text
    door.submit("/indexes/release", on=door.page("/indexes"))
    assert not searchable.current.pinned
    assert door.fetch("/indexes").json["answering"]["release"] == SECOND
