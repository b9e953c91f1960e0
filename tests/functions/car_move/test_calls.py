"""Calls through masked numbers: who hears what, who sees what, and what is kept of it."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest

from functions.car_move.rules import calls

OWNER, PASSER_BY = "+8613800138000", "+8613900139000"
LEG = {"CallSid": "CA2", "ParentCallSid": "CA1"}


@pytest.fixture
def case(street, code):
    return street.ask(code)


def verbs(answer) -> list[str]:
    return [verb.tag for verb in ElementTree.fromstring(answer.body)]  # noqa: S314


def ring(street, case, to=OWNER):
    street.carrier(f"/calls/{case.id}/progress", **LEG, From=case.number, To=to, CallStatus="ringing")


def press(street, case, digits, to=OWNER):
    return street.carrier(f"/calls/{case.id}/accept", **LEG, From=case.number, To=to, Digits=digits)


def end(street, case, status="no-answer", seconds=0, leg="CA2"):
    return street.carrier(
        f"/calls/{case.id}/ended/0",
        CallSid="CA1",
        From=PASSER_BY,
        To=case.number,
        DialCallSid=leg,
        DialCallStatus=status,
        DialCallDuration=seconds,
    )


def test_dialling_the_masked_number_rings_the_owner_who_sees_only_that_number(street, case):
    answer = street.dial(PASSER_BY, case.number)

    assert f'callerId="{case.number}"' in answer
    assert f">{OWNER}</Number>" in answer
    assert PASSER_BY not in answer


def test_the_owner_may_call_back_by_the_same_number(street, case):
    street.carrier("/calls/finished", CallSid="CA1", From=PASSER_BY, To=case.number, CallStatus="completed")

    answer = street.dial(OWNER, case.number)

    assert f">{PASSER_BY}</Number>" in answer
    assert OWNER not in answer


def test_a_ringing_phone_costs_one_read_and_no_write(street, case, dynamodb):
    street.dial(PASSER_BY, case.number)
    with dynamodb() as operations:
        street.dial(PASSER_BY, case.number)

    assert operations == ["GetItem"]


def test_the_number_leads_nowhere_once_the_session_is_over(street, case):
    street.world.clock.advance(timedelta(minutes=15))

    assert "<Dial" not in street.dial(PASSER_BY, case.number)


def test_the_rung_owner_hears_why_and_is_asked_to_press_1(street, case):
    answer = street.carrier(f"/calls/{case.id}/whisper", **LEG, From=case.number, To=OWNER)

    assert "挡住了出入口" in answer.body.decode()
    assert verbs(answer) == ["Gather", "Hangup"]


def test_a_passer_by_who_is_called_back_hears_something_else(street, case):
    answer = street.carrier(f"/calls/{case.id}/whisper", **LEG, From=case.number, To=PASSER_BY)

    assert "给您回电话" in answer.body.decode()


def test_pressing_1_answers_and_connects(street, case):
    ring(street, case)

    assert verbs(press(street, case, "1")) == []
    assert calls.status(street.case(case)) == "answered"
    assert street.told()[-1] == "car_move.answered"


@pytest.mark.parametrize("digits", ["", "5", "*"])
def test_anything_else_does_not(street, case, digits):
    ring(street, case)

    assert verbs(press(street, case, digits)) == ["Hangup"]
    assert calls.status(street.case(case)) == "ringing"


def test_a_mailbox_that_picks_up_has_not_answered(street, case):
    ring(street, case)
    street.carrier(f"/calls/{case.id}/progress", **LEG, From=case.number, To=OWNER, CallStatus="in-progress")

    answer = end(street, case, "completed", seconds=12)

    assert calls.status(street.case(case)) == "unreachable"
    assert street.told()[-1] == "car_move.missed"
    assert "暂时没有接听" in answer.body.decode()


def test_after_a_talk_the_caller_hears_nothing_more(street, case):
    press(street, case, "1")

    assert verbs(end(street, case, "completed", seconds=30)) == ["Hangup"]


def test_a_second_try_may_still_be_answered(street, case):
    end(street, case, "busy")
    press(street, case, "1")

    assert calls.status(street.case(case)) == "answered"
    assert [fact for fact in street.told() if fact in {"car_move.missed", "car_move.answered"}] == [
        "car_move.missed",
        "car_move.answered",
    ]


def test_news_that_is_no_news_is_not_written(street, case, dynamodb):
    ring(street, case)
    with dynamodb() as operations:
        ring(street, case)

    assert operations == ["GetItem"]


def test_a_closed_case_hears_nothing_more(street, case, everything_kept):
    street.step("close", case.id)
    before = everything_kept()

    assert verbs(press(street, case, "1")) == ["Hangup"]
    assert verbs(end(street, case)) == ["Hangup"]
    ring(street, case)
    assert everything_kept() == before


def test_a_case_that_never_was_connects_nobody(street):
    for what in ("whisper", "accept", "ended"):
        assert verbs(street.carrier(f"/calls/none/{what}", **LEG, To=OWNER, Digits="1")) == ["Hangup"]


def test_when_we_fail_the_caller_is_told_what_to_do(street):
    answer = street.carrier("/calls/fallback", CallSid="CA1", ErrorCode="11200", ErrorUrl="https://x")

    assert "122" in answer.body.decode()
