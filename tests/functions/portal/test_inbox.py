"""What happened, in words, whatever somebody wants to be texted."""

from datetime import timedelta

from functions.portal.model.message import KEPT_DAYS
from tests.functions.portal.conftest import OTHER


def test_what_happens_is_told_newest_first_with_a_way_to_it(town):
    town.happens("application.submitted")
    town.happens("application.correction_wanted", until="2026-05-15T16:00:00Z")

    told = town.told()

    assert [it["text"][:5] for it in told] == ["公租房申请"] * 2
    assert "需要补正" in told[0]["text"]
    assert told[0]["url"] == "/public-housing/applications/case-1"
    assert all(it["unread"] for it in told)


def test_marked_as_read_is_what_was_on_the_page_and_not_what_came_since(town):
    town.happens("application.submitted")
    door = town.door()
    page = door.page("/inbox")
    town.world.clock.advance(timedelta(seconds=5))
    town.happens("application.accepted", due="2026-05-15T16:00:00Z")

    reply = door.submit("/inbox/read", on=page, **{"until": page.hidden["until"]})

    assert reply.location == "/inbox?done=read"
    assert [it["unread"] for it in town.told()] == [True, False]


def test_what_comes_late_is_unread_though_it_is_old(town):
    early = town.fact("application.submitted")
    town.world.clock.advance(timedelta(hours=1))
    town.happens("application.accepted", due="2026-05-15T16:00:00Z")
    door = town.door()
    door.submit("/inbox/read", on=door.page("/inbox"))
    town.world.clock.advance(timedelta(hours=1))

    town.hear(early)

    assert [it["unread"] for it in town.told()] == [False, True]


def test_a_promise_of_the_future_marks_nothing_that_is_yet_to_come(town):
    door = town.door()
    door.post("/inbox/read", {"until": "2099-01-01T00:00:00Z"})
    town.world.clock.advance(timedelta(minutes=1))

    town.happens("application.submitted")

    assert town.told()[0]["unread"]


def test_both_sides_of_a_mandate_are_told(town):
    town.happens("application.mandate_given", matter="elderly_allowance", agent_id=OTHER)

    assert [it["title"] for it in town.told()] == ["高龄津贴"]
    assert [it["url"] for it in town.told(OTHER)] == ["/elderly-allowance/mandates"]


def test_a_fact_that_is_only_moved_is_not_told(town):
    town.happens("application.moved", status="reviewing")

    assert town.told() == []


def test_messages_are_kept_for_so_long_and_the_page_says_how_long(town):
    town.happens("application.submitted")
    assert f"消息保存 {KEPT_DAYS} 天" in town.door().page("/inbox").text

    town.world.clock.advance(timedelta(days=KEPT_DAYS, minutes=1))

    assert town.told() == []


def test_a_long_inbox_has_pages(town):
    for number in range(35):
        town.happens("application.submitted", case_id=f"case-{number}")
    door = town.door()

    first = door.fetch("/inbox").json
    second = door.fetch(f"/inbox?cursor={first['cursor']}").json

    assert len(first["messages"]) + len(second["messages"]) == 35
    assert first["unread"] == 30
    assert "更早的消息" in door.page("/inbox").text


def test_the_front_page_counts_what_is_unread(town):
    town.happens("application.submitted")

    assert "1 条未读" in town.door().page("/").text
