"""From searches that found nothing to a gap, a task, an answer, and those who are told."""

from datetime import timedelta

import pytest

from chalicelib.errors import Conflict, Invalid, NotYours
from functions.search.model.demand import REPORT, Report, Window, window_id
from functions.search.model.gap import Gap
from functions.search.model.hot import HOT, Hot
from functions.search.model.wish import Sought
from functions.search.use_cases import confirming, gap_tasks, noting, wishes
from functions.search.use_cases.gaps import listed, members_of
from tests.functions.search.conftest import editor, operator, small_catalogue
from tests.functions.search.demand.conftest import SAID, VOCATIONAL, minutes, rows_of

pytestmark = pytest.mark.usefixtures("many_ids")


def citizen(who):
    from chalicelib.identity import Caller

    return Caller(id=who)


def only_gap(house):
    [gap] = listed(house.world)
    return gap


def test_a_busy_container_writes_once_in_thirty_seconds(searchable):
    world, heard = searchable.world, noting.Heard()
    for _ in range(40):
        noting.noted(world, "高职扩招条件", False, heard=heard)
        world.clock.advance(timedelta(seconds=1))

    assert heard.asked == 9  # one at once, thirty half a minute later, and these wait
    minutes(searchable)
    windows = [world.store.find(Window, window_id(noting.window_of(world.now())))]
    assert windows[0].asked == 31


def test_what_cannot_be_counted_fails_no_search():
    noting.noted(None, "高职扩招", False)


def test_each_batch_counts_once_though_sweeps_repeat(searchable, crowd):
    crowd(*SAID, times=3)
    minutes(searchable, 3)

    report = searchable.world.store.get(Report, REPORT)
    assert (report.asked, report.missed) == (12, 12)
    minutes(searchable, 30)
    assert searchable.world.store.get(Report, REPORT).asked == 12


def test_many_who_find_nothing_make_one_gap(searchable, crowd):
    crowd(*SAID, times=2)
    minutes(searchable)

    gap = only_gap(searchable)
    assert gap.words == "高职扩招"
    assert gap.asked == 8
    assert len(members_of(gap)) == 4


def test_what_few_ask_is_shown_to_nobody(searchable, crowd):
    crowd("隔壁楼道堆杂物谁管", times=4)
    minutes(searchable)

    assert listed(searchable.world) == []
    page = searchable.door("officer-1", "operator").page("/demand")
    assert "楼道" not in page.text


def test_nothing_personal_is_written_down(searchable, crowd):
    said = [
        "我叫王小明，手机13812345678，想报高职扩招",
        "身份证340102199001011234能不能报高职扩招",
        "皖A12345违章高职扩招",
        "张伟",
    ]
    crowd(*said, times=6)
    wishes.wish(searchable.world, citizen("somebody"), said[0])
    minutes(searchable, 15)

    everything = rows_of(searchable.world) + repr(searchable.world.bus.facts)
    gap = only_gap(searchable)
    everything += repr(members_of(gap)) + repr(searchable.world.store.page(Sought, "demand-sought").items)
    for secret in ("王小明", "13812345678", "340102199001011234", "A12345", "张伟"):
        assert secret not in everything


def test_queries_are_sealed_and_only_common_words_lie_open(searchable, crowd):
    crowd("高职扩招谁的妹妹", "高职扩招条件", times=1)
    crowd(*SAID, times=2)
    minutes(searchable)

    assert "妹妹" not in rows_of(searchable.world)
    assert "高职扩招" in rows_of(searchable.world)


def test_hot_words_are_answered_and_many_peoples(searchable, crowd):
    for words in ("上户口", "补身份证", "公租房", "开公司"):
        crowd(words, times=6, answered=True)
    crowd("高职扩招", times=9)
    minutes(searchable)

    words = searchable.world.store.get(Hot, HOT).words
    assert len(words) == 4
    assert {"上户口", "公租房"} < set(words)
    assert "高职扩招" not in words


def test_a_gap_becomes_a_task_is_reminded_and_escalated(searchable, crowd):
    crowd(*SAID, times=2)
    minutes(searchable)
    gap = gap_tasks.assign(searchable.world, operator(), only_gap(searchable).id, "教育局", 3)
    # Friday of a holiday week: Saturday 9 May is worked
    assert gap.task.due > searchable.world.now() + timedelta(days=3)

    searchable.world.clock.time = gap.task.remind_at
    searchable.minute()
    assert only_gap(searchable).task.reminded
    assert not only_gap(searchable).task.escalated
    searchable.world.clock.time = gap.task.due
    searchable.minute()
    assert only_gap(searchable).task.escalated
    page = searchable.door("officer-1", "editor").page("/demand")
    assert "已超期" in page.text


def test_a_year_whose_working_days_are_unknown_is_said(searchable, crowd):
    searchable.world.clock.time = searchable.world.now().replace(year=2035)
    crowd(*SAID, times=2)
    minutes(searchable)
    with pytest.raises(Invalid):
        gap_tasks.assign(searchable.world, operator(), only_gap(searchable).id, "教育局", 30)


def test_only_staff_may(searchable, crowd):
    crowd(*SAID, times=2)
    minutes(searchable)
    with pytest.raises(NotYours):
        gap_tasks.dismiss(searchable.world, citizen("somebody"), only_gap(searchable).id)
    assert searchable.door("somebody").fetch("/demand").status == 403
    assert searchable.door().fetch("/demand").status == 401


def test_what_is_none_of_ours_comes_up_no_more(searchable, crowd):
    crowd(*SAID, times=2)
    minutes(searchable)
    gap_tasks.dismiss(searchable.world, editor(), only_gap(searchable).id)

    crowd(*SAID, "高职扩招学费", times=3)
    minutes(searchable)

    assert listed(searchable.world) == []


def answer_is_released(house):
    house.release(43, [*small_catalogue(), VOCATIONAL])
    house.hear()


def told(house):
    return [fact.data for fact in house.told("search.wish_answered")]


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


def test_the_pages(searchable, crowd):
    crowd(*SAID, times=2)
    minutes(searchable)
    gap = only_gap(searchable)
    desk = searchable.door("officer-1", "operator")
    listed_page, page = desk.page("/demand"), desk.page(f"/demand/gaps/{gap.id}")
    assert "高职扩招" in listed_page.text
    assert "/catalogue/editor/questions/q-gap-" in page.text
    done = desk.submit(f"/demand/gaps/{gap.id}/assign", on=page, department="教育局", days=5, entry="")
    assert done.status == 303
    assert "教育局" in desk.page("/demand").text
    wrong = desk.submit(f"/demand/gaps/{gap.id}/assign", on=page, department="教育局", days="many", entry="")
    assert wrong.status == 422


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


def test_a_gap_reopened_is_open(searchable, crowd):
    crowd(*SAID, times=2)
    minutes(searchable)
    gap = gap_tasks.dismiss(searchable.world, editor(), only_gap(searchable).id)
    gap_tasks.reopen(searchable.world, editor(), gap.id)

    assert searchable.world.store.get(Gap, gap.id).state == "open"
