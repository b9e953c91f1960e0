"""To a person and back: the citizen waits in a queue and is told the truth, a clerk has one conversation at a time, nobody else reads it."""

from datetime import timedelta

import pytest

from functions.search.model.conversation import Conversation
from functions.search.routes.assistant import COOKIE
from functions.search.use_cases import conversing
from tests.functions.search.assistant.conftest import NOW, somebody


def kept(citizen):
    return conversing.find(citizen.door.world, citizen.door.cookies[COOKIE])


def path(citizen):
    return f"/assistant/desk/{kept(citizen).id}"


def claim(clerk, citizen):
    return clerk.submit(f"{path(citizen)}/claim", on=clerk.page("/assistant/desk"))


@pytest.fixture
def waiting(citizen):
    citizen.says("外星飞船落地备案")
    citizen.does("person")
    return citizen


def test_two_failed_turns_bring_the_citizen_to_the_queue(citizen, clerk):
    citizen.says("外星飞船落地备案")
    assert "没有人在等" in clerk.page("/assistant/desk").text
    page = citizen.says("飞碟年检")
    assert "您排在第 1 位" in page
    assert "起等" in clerk.page("/assistant/desk").text


def test_a_clerk_takes_it_answers_and_the_citizen_reads(waiting, clerk):
    assert claim(clerk, waiting).location.startswith("/search/assistant/desk/")
    page = clerk.page(path(waiting))
    assert "外星飞船落地备案" in page.text
    assert "工作人员正在为您服务" in waiting.page.text

    clerk.submit(f"{path(waiting)}/reply", on=page, text="您好，这件事我们查一下再回您。")

    assert "您好，这件事我们查一下再回您。" in waiting.page.text
    waiting.says("好的，谢谢，我等")
    assert "好的，谢谢，我等" in clerk.page(path(waiting)).text
    assert "助手说" not in waiting.page.text.split("好的，谢谢，我等")[-1].split("</div>")[1]


def test_when_it_is_closed_the_machine_answers_again(waiting, clerk):
    claim(clerk, waiting)
    closing = clerk.submit(f"{path(waiting)}/close", on=clerk.page(path(waiting)))
    assert closing.location.endswith("?done=closed")
    assert "没有人在等" in clerk.page("/assistant/desk").text
    assert "工作人员结束了这次服务" in waiting.page.text
    assert "您要办的应该是“居民身份证补领”" in waiting.says("身份证丢了怎么办")


def test_closed_twice_is_closed_once(waiting, clerk):
    claim(clerk, waiting)
    page = clerk.page(path(waiting))
    for key in ("closing-key-1", "closing-key-2"):
        hidden = dict(page.hidden, idempotency_key=key)
        assert clerk.submit(f"{path(waiting)}/close", on=page, **hidden).status == 303
    assert kept(waiting).help == "closed"


def test_the_same_reply_after_the_same_turn_is_said_once(waiting, clerk):
    claim(clerk, waiting)
    page = clerk.page(path(waiting))
    for key in ("reply-key-1", "reply-key-2"):
        hidden = dict(page.hidden, idempotency_key=key)
        clerk.submit(f"{path(waiting)}/reply", on=page, **hidden, text="请带户口簿。")
    assert waiting.page.text.count("请带户口簿。") == 1


def test_it_is_nobody_elses_while_one_clerk_has_it_and_anybodys_after_ten_minutes(waiting, clerk, searchable):
    other = somebody(searchable, "clerk-wu", "officer")
    claim(clerk, waiting)
    assert "同事正在接待" in other.page("/assistant/desk").text
    assert other.post(f"{path(waiting)}/claim", {}).status == 409
    assert other.page(path(waiting)).status == 403
    searchable.world.clock.advance(timedelta(minutes=11))
    assert claim(other, waiting).status == 303
    assert clerk.page(path(waiting)).status == 403


def test_it_cannot_be_read_before_it_is_taken(waiting, clerk):
    assert clerk.page(path(waiting)).status == 403


@pytest.mark.parametrize("role", ["citizen", "editor", "operator", "service"])
def test_the_desk_is_for_the_counter(searchable, waiting, role):
    who = somebody(searchable, "somebody", role)
    for address in ("/assistant/desk", path(waiting)):
        assert who.page(address).status == 403
    assert who.post(f"{path(waiting)}/claim", {}).status == 403
    assert somebody(searchable, "", "").fetch("/assistant/desk").status == 401


def test_who_came_first_is_first(talkers, clerk, searchable):
    first, second = talkers(), talkers()
    first.does("person")
    searchable.world.clock.advance(timedelta(minutes=1))
    second.does("person")
    assert "您排在第 1 位" in first.page.text
    assert "您排在第 2 位" in second.page.text
    text = clerk.page("/assistant/desk").text
    assert text.index(kept(first).id) < text.index(kept(second).id)


def test_asking_again_keeps_the_place(waiting, searchable):
    asked = kept(waiting).asked
    searchable.world.clock.advance(timedelta(minutes=1))
    waiting.door.submit("/assistant/person", on=waiting.page)
    waiting.says("转人工")
    assert kept(waiting).asked == asked


def test_while_waiting_the_machine_goes_on(waiting):
    page = waiting.says("身份证丢了怎么办")
    assert "您要办的应该是“居民身份证补领”" in page
    assert "您排在第 1 位" in page


def test_who_would_rather_ask_the_machine_gives_up_the_place(waiting, clerk):
    assert "我接着帮您" in waiting.does("machine")
    assert "没有人在等" in clerk.page("/assistant/desk").text
    assert kept(waiting).until == NOW + timedelta(minutes=30)


def test_after_ten_minutes_without_an_answer_we_say_so_and_name_the_hotline(waiting, searchable):
    assert "12345 请工作人员" not in waiting.page.text.split("<footer")[0]
    searchable.world.clock.advance(timedelta(minutes=11))
    assert "现在还没有工作人员空出来。急的话请拨打 12345" in waiting.page.text


@pytest.mark.parametrize("later", [timedelta(hours=12), timedelta(days=4)])
def test_at_night_and_on_weekends_the_hours_are_told(talkers, searchable, later):
    searchable.world.clock.time = NOW + later
    assert "现在不是人工服务时间（工作日 9:00—17:00）" in talkers().does("person")


def test_a_conversation_that_waits_is_kept_for_a_week_and_no_longer(waiting, searchable):
    searchable.world.clock.advance(timedelta(days=6))
    assert kept(waiting)
    searchable.world.clock.advance(timedelta(days=1, minutes=1))
    assert kept(waiting) is None


def test_what_the_clerk_says_is_masked_too(waiting, clerk):
    claim(clerk, waiting)
    clerk.submit(f"{path(waiting)}/reply", on=clerk.page(path(waiting)), text="请打我手机 13955100000")
    assert "13955100000" not in waiting.page.text


def test_a_reading_is_logged_by_ids_only(waiting, clerk, caplog):
    claim(clerk, waiting)
    caplog.clear()
    clerk.page(path(waiting))
    told = next(it for it in caplog.records if it.message == "a conversation was read")
    assert (told.conversation, told.clerk) == (kept(waiting).id, "clerk-zhou")
    assert "外星" not in caplog.text


def test_distress_is_marked_for_the_counter(citizen, clerk):
    assert "12356" in citizen.says("我不想活了")
    assert "紧急" in clerk.page("/assistant/desk").text


def test_who_begins_again_while_waiting_leaves_the_queue(waiting, clerk):
    waiting.does("restart")
    assert "没有人在等" in clerk.page("/assistant/desk").text


def test_an_unknown_conversation_is_not_found(clerk):
    assert clerk.page("/assistant/desk/no-such").status == 404
    assert clerk.post("/assistant/desk/no-such/claim", {}).status == 404


def test_it_stands_in_the_queue_only_while_somebody_waits():
    one = Conversation(id="x", said="{}", until=NOW)
    assert one.listing() is None
    assert one.model_copy(update={"help": "closed", "asked": NOW}).listing() is None
