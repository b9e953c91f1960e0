"""An owner answers by key, text or page; the passer-by sees it at once, and nobody rings while it stands."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.errors import Gone, NotFound, NotYours
from functions.car_move.model.answer import Reply
from functions.car_move.rules import answers as rules
from functions.car_move.use_cases import answers, inquiries
from functions.car_move.use_cases.sessions import line_id
from tests.leaks import telephones

OWNER, PASSER_BY = "+8613800138000", "+8613900139000"
LEG = {"CallSid": "CA2", "ParentCallSid": "CA1"}
COMING = Reply(kind="coming", minutes=5)


@pytest.fixture
def case(street, code):
    return street.ask(code)


def press(street, case, digits, to=OWNER, leg="CA2"):
    form = {"CallSid": leg, "ParentCallSid": "CA1", "From": case.number, "To": to, "Digits": digits}
    return street.carrier(f"/calls/{case.id}/accept", **form).body.decode()


def ended(street, case, turn=0, leg="CA2", status="no-answer"):
    form = {"DialCallSid": leg, "DialCallStatus": status, "CallSid": "CA1"}
    return street.carrier(
        f"/calls/{case.id}/ended/{turn}", **form, From=PASSER_BY, To=case.number
    ).body.decode()


def page(street, case):
    return street.get(f"/requests/{case.id}").body.decode()


@pytest.mark.parametrize(
    ("key", "kind", "says"),
    [("2", "coming", "车主正在路上"), ("3", "cannot", "暂时来不了"), ("4", "wrong_car", "不是他的车")],
)
def test_a_key_is_an_answer_which_the_passer_by_hears_and_sees_at_once(street, case, key, kind, says):
    said = press(street, case, key)

    assert "已经告诉对方" in said
    assert "已经回复" in ended(street, case)
    assert says in page(street, case)
    assert street.case(case).answer.kind == kind
    assert "car_move.replied" in street.told()


def test_the_whisper_says_which_keys_there_are(street, case):
    heard = street.carrier(f"/calls/{case.id}/whisper", **LEG, From=case.number, To=OWNER).body.decode()

    assert all(f"请按 {key}" in heard for key in "1234")


def test_a_key_pressed_twice_is_one_answer(street, case):
    press(street, case, "2")
    street.world.clock.advance(timedelta(minutes=1))
    press(street, case, "2")

    assert len(street.case(case).answers) == 1
    assert street.told().count("car_move.replied") == 1


def test_a_passer_by_who_is_called_back_cannot_answer_for_the_owner(street, case):
    assert "已经告诉对方" not in press(street, case, "2", to=PASSER_BY)
    assert street.case(case).answers == {}


@pytest.mark.parametrize("reply", [COMING, Reply(kind="cannot"), Reply(kind="wrong_car")])
def test_no_ring_goes_out_while_an_answer_stands(street, case, reply, dynamodb):
    answers.answer(street.world, case.id, case.owner_line, reply)
    with dynamodb() as operations:
        said = street.dial(PASSER_BY, case.number)

    assert "<Dial" not in said
    assert "已经回复" in said
    assert operations == ["GetItem"]
    assert f'href="tel:{case.number}"' not in page(street, case)


def test_once_they_should_be_there_it_may_ring_again(street, case):
    answers.answer(street.world, case.id, case.owner_line, COMING)
    street.world.clock.advance(timedelta(minutes=5))

    assert "<Dial" in street.dial(PASSER_BY, case.number)
    assert f'href="tel:{case.number}"' in page(street, case)


def test_a_later_answer_takes_the_place_of_an_earlier_one(street, case):
    answers.answer(street.world, case.id, case.owner_line, Reply(kind="cannot"))
    street.world.clock.advance(timedelta(minutes=1))
    answers.answer(street.world, case.id, case.owner_line, Reply(kind="coming", minutes=10))

    assert "大约 10 分钟后到" in street.dial(PASSER_BY, case.number)


def test_an_answer_is_not_for_anybody(street, case):
    with pytest.raises(NotYours):
        answers.answer(street.world, case.id, line_id(street.world, PASSER_BY), COMING)


def test_an_answer_comes_too_late_once_the_session_is_over(street, case):
    street.world.clock.advance(timedelta(minutes=15))

    with pytest.raises(Gone):
        answers.answer(street.world, case.id, case.owner_line, COMING)


def test_an_answer_resumes_the_machine_which_tells_nobody_anything_more(street, case):
    street.step("await_outcome", case.id, token="t1")
    ended(street, case)
    answers.answer(street.world, case.id, case.owner_line, COMING)
    street.hear_facts()

    assert ("t1", {"outcome": "replied"}) in street.world.machine.resumed
    street.step("tell", case.id)
    assert "car_move.unreachable" not in street.told()


def test_a_case_that_was_answered_by_key_closes_as_such(street, case):
    answers.answer(street.world, case.id, case.owner_line, COMING)
    street.step("close", case.id)

    [closed] = [fact for fact in street.world.bus.facts if fact.type == "car_move.closed"]
    assert closed.data["outcome"] == "replied"


def test_the_owner_reads_what_was_asked_and_answers_on_the_page(street, case):
    [shown] = inquiries.mine(street.world, "owner-1").inquiries
    assert (shown.case_id, shown.plate, shown.reason, shown.open) == (
        case.id,
        "皖A12345",
        "blocks_exit",
        True,
    )

    after = inquiries.answer(street.world, "owner-1", case.id, Reply(kind="coming", minutes=15))

    assert (after.status, after.answer.minutes) == ("replied", 15)
    assert "大约 15 分钟后到" in page(street, case)


def test_nobody_else_reads_or_answers_it(street, case):
    street.park("皖B12345", "owner-2", "+8613700137000")

    assert inquiries.mine(street.world, "owner-2").inquiries == []
    with pytest.raises(NotFound):
        inquiries.see(street.world, "owner-2", case.id)
    with pytest.raises(NotFound):
        inquiries.answer(street.world, "owner-2", case.id, COMING)


def test_an_inquiry_reveals_nothing_about_who_asked(street, case):
    shown = inquiries.see(street.world, "owner-1", case.id).model_dump_json()

    assert telephones(shown) == set()
    assert case.line not in shown


@pytest.mark.parametrize(
    ("text", "kind", "minutes"),
    [
        ("5", "coming", 5),
        ("１５", "coming", 15),
        ("5分钟", "coming", 5),
        ("十五分钟到", "coming", 15),
        ("二十", "coming", 20),
        ("半小时", "coming", 30),
        ("一小时后到", "coming", 60),
        ("在路上", "coming", 10),
        ("马上下来，3分钟", "coming", 3),
        (" 来 了！", "coming", 10),
        ("来不了", "cannot", 0),
        ("我过不来", "cannot", 0),
        ("不在本地，没办法", "cannot", 0),
        ("这不是我的车", "wrong_car", 0),
        ("车牌不对", "wrong_car", 0),
    ],
)
def test_a_text_is_read_as_people_write(text, kind, minutes):
    assert rules.read(text) == Reply(kind=kind, minutes=minutes)


@pytest.mark.parametrize("text", ["", "你好", "请问你是谁", "0", "99", "13800138000", "谢谢"])
def test_what_is_no_answer_is_left_a_message(text):
    assert rules.read(text) is None


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_read_without_trouble(text):
    reply = rules.read(text)

    assert reply is None or reply.kind != "coming" or 1 <= reply.minutes <= 60
