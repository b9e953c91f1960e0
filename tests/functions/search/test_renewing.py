"""A release becomes the index that answers: checked, once, never turned back, and by hand where somebody says so."""

import pytest

from chalicelib.errors import Conflict
from functions.search.model.index import Made
from functions.search.model.sayings import SAYINGS, Saying
from functions.search.use_cases import renewing, showing, switching
from tests.fakes import FakeShelf
from tests.functions.search.conftest import House, matter, more, operator, small_catalogue

FIRST, SECOND = 42, 43


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
