"""By hand another index answers, until somebody lets go of it."""

import pytest

from chalicelib.errors import Conflict, NotFound, NotYours
from chalicelib.identity import Caller
from functions.search.use_cases import showing, switching
from tests.functions.search.conftest import House, editor, more, operator

FIRST, SECOND = 42, 43


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
