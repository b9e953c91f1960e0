"""办好了告诉我: who asked to be told is told, once, when there is an answer that somebody has confirmed."""

import pytest

from chalicelib.errors import Conflict, Invalid
from functions.search.model.wish import Sought
from functions.search.use_cases import confirming, gap_tasks, wishes
from functions.search.use_cases.gaps import listed
from tests.functions.search.conftest import operator, small_catalogue
from tests.functions.search.demand.conftest import (
    SAID,
    VOCATIONAL,
    answer_is_released,
    citizen,
    minutes,
    only_gap,
    told,
)

pytestmark = pytest.mark.usefixtures("many_ids")


def test_who_asked_is_told_once_when_an_operator_has_confirmed(searchable, crowd):
    world = searchable.world
    crowd(*SAID, times=2)
    for who in ("anna", "bert"):
        wishes.wish(world, citizen(who), "高职扩招怎么报名")
        wishes.wish(world, citizen(who), "高职扩招怎么报名")
    minutes(searchable)
    assert told(searchable) == []

    answer_is_released(searchable)
    gap = only_gap(searchable)
    assert gap.proposed.key == "question:q-vocational"
    gap_tasks.answer(world, operator(), gap.id, gap.proposed.key)
    minutes(searchable, 3)

    assert sorted(fact["owner_id"] for fact in told(searchable)) == ["anna", "bert"]
    assert told(searchable)[0]["guide"] == "/catalogue/questions/q-vocational"
    assert listed(world) == []
    with pytest.raises(Conflict):
        gap_tasks.answer(world, operator(), gap.id, "q-vocational")


def test_a_task_that_said_where_closes_of_itself(searchable, crowd):
    crowd(*SAID, times=2)
    wishes.wish(searchable.world, citizen("anna"), "高职扩招条件")
    minutes(searchable)
    gap_tasks.assign(searchable.world, operator(), only_gap(searchable).id, "教育局", 3, "q-vocational")

    answer_is_released(searchable)
    minutes(searchable, 2)

    assert [fact["owner_id"] for fact in told(searchable)] == ["anna"]
    [gap] = listed(searchable.world, "closed")
    assert (gap.state, gap.answer.key) == ("answered", "question:q-vocational")


def test_a_lonely_wish_is_proposed_and_confirmed_by_itself(searchable):
    world = searchable.world
    wishes.wish(world, citizen("anna"), "高职扩招在哪报")
    answer_is_released(searchable)

    [thing] = world.store.page(Sought, "demand-sought").items
    assert thing.proposed.title == "高职扩招怎么报名？"
    confirming.confirm(world, operator(), thing.id)
    minutes(searchable, 2)

    assert len(told(searchable)) == 1


def test_a_proposal_that_is_no_answer_is_not_proposed_again(searchable):
    world = searchable.world
    wishes.wish(world, citizen("anna"), "高职扩招在哪报")
    answer_is_released(searchable)
    [thing] = world.store.page(Sought, "demand-sought").items
    confirming.reject(world, operator(), thing.id)
    searchable.release(44, [*small_catalogue(), VOCATIONAL | {"version": 2}])
    searchable.hear()

    assert world.store.get(Sought, thing.id).proposed is None


def test_what_was_withdrawn_is_told_to_nobody(searchable):
    world = searchable.world
    for who in ("anna", "bert", "carl"):
        wishes.wish(world, citizen(who), "高职扩招在哪报")
    [mine] = wishes.mine(world, citizen("anna"))
    wishes.withdraw(world, citizen("anna"), mine.sought)
    wishes.forget(world, "bert")
    answer_is_released(searchable)
    confirming.confirm(world, operator(), mine.sought)
    minutes(searchable, 2)

    assert [fact["owner_id"] for fact in told(searchable)] == ["carl"]
    wishes.forget(world, "carl")
    assert wishes.mine(world, citizen("carl")) == []


def test_the_last_to_leave_takes_the_words_along(searchable):
    made = wishes.wish(searchable.world, citizen("anna"), "高职扩招在哪报")
    wishes.forget(searchable.world, "anna")

    assert searchable.world.store.find(Sought, made.sought) is None


def test_a_wish_of_nothing_but_a_name_is_refused(searchable):
    with pytest.raises(Invalid):
        wishes.wish(searchable.world, citizen("anna"), "我叫王小明")


def test_a_citizens_pages(searchable):
    mine = searchable.door("anna")
    found = mine.page("/?q=%E9%AB%98%E8%81%8C%E6%89%A9%E6%8B%9B")
    sent = mine.submit("/wishes", on=found)
    assert (sent.status, sent.location) == (303, "/search/wishes")
    page = mine.page("/wishes")
    assert "高职扩招" in page.text
    [wish] = wishes.mine(searchable.world, citizen("anna"))
    assert mine.submit(f"/wishes/withdraw/{wish.sought}", on=page).status == 303
    assert "没有在等的事" in mine.page("/wishes").text
    again = mine.page("/?q=%E9%AB%98%E8%81%8C%E6%89%A9%E6%8B%9B")
    assert mine.submit("/wishes", on=again, q="张伟").status == 422
