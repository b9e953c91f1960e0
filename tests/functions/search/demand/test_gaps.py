"""From searches that found nothing to a gap, a task, an answer, and those who are told."""

from datetime import timedelta

import pytest

from chalicelib.errors import Invalid, NotYours
from functions.search.model.demand import REPORT, Report, Window, window_id
from functions.search.model.gap import Gap
from functions.search.model.hot import HOT, Hot
from functions.search.model.wish import Sought
from functions.search.use_cases import gap_tasks, noting, wishes
from functions.search.use_cases.gaps import listed, members_of
from tests.functions.search.conftest import editor, operator
from tests.functions.search.demand.conftest import (
    SAID,
    citizen,
    minutes,
    only_gap,
    rows_of,
)

pytestmark = pytest.mark.usefixtures("many_ids")


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


def test_a_gap_reopened_is_open(searchable, crowd):
    crowd(*SAID, times=2)
    minutes(searchable)
    gap = gap_tasks.dismiss(searchable.world, editor(), only_gap(searchable).id)
    gap_tasks.reopen(searchable.world, editor(), gap.id)

    assert searchable.world.store.get(Gap, gap.id).state == "open"
