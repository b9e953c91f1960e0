"""An owner who calls us answers by key: before they are connected, and after the talk."""

import re

import pytest

OWNER, PASSER_BY, SECOND = "+8613800138000", "+8613900139000", "+8613600136000"


@pytest.fixture
def case(street, code):
    return street.ask(code)


@pytest.fixture
def proven(street, case):
    """The passer-by has called from their own phone, so the owner may ring them."""
    street.finish(PASSER_BY, case.number)
    return case


def press(street, case, digits, caller=OWNER, call="CA9"):
    form = {"CallSid": call, "From": caller, "To": case.number, "Digits": digits}
    return street.carrier(f"/calls/{case.id}/key", **form).body.decode()


def ended(street, case, status="completed", accepted=True):
    """The owner's own call: whoever they rang has hung up, or never answered."""
    leg = {"CallSid": "CA3", "ParentCallSid": "CA9", "From": case.number, "To": PASSER_BY}
    if accepted:
        street.carrier(f"/calls/{case.id}/accept", **leg, Digits="1")
    form = {
        "CallSid": "CA9",
        "From": OWNER,
        "To": case.number,
        "DialCallSid": "CA3",
        "DialCallStatus": status,
    }
    return street.carrier(f"/calls/{case.id}/ended", **form).body.decode()


def test_an_owner_who_calls_back_hears_the_keys_and_is_connected_without_pressing_any(street, proven):
    said = street.dial(OWNER, proven.number)

    assert all(f"请按 {key}" in said for key in "1234")
    assert said.index("<Gather") < said.index("<Dial")
    assert f">{PASSER_BY}</Number>" in said


def test_a_call_back_still_costs_one_read_and_no_write(street, proven, dynamodb):
    with dynamodb() as operations:
        street.dial(OWNER, proven.number)

    assert operations == ["GetItem"]


@pytest.mark.parametrize(("key", "kind"), [("2", "coming"), ("3", "cannot"), ("4", "wrong_car")])
def test_a_key_is_an_answer_and_rings_nobody(street, proven, key, kind):
    said = press(street, proven, key)

    assert "已经告诉对方" in said
    assert "<Dial" not in said
    assert street.case(proven).answer.kind == kind


def test_one_connects_at_once(street, proven):
    said = press(street, proven, "1")

    assert f">{PASSER_BY}</Number>" in said
    assert "<Gather" not in said


def test_who_may_not_ring_may_still_answer(street, case):
    said = street.dial(OWNER, case.number)

    assert "暂时不能回拨" in said
    assert "<Dial" not in said
    assert "已经告诉对方" in press(street, case, "2")


def test_who_may_not_ring_is_not_connected_by_pressing_one(street, case):
    assert "<Dial" not in press(street, case, "1")


def test_after_the_talk_the_owner_is_asked_once_more(street, proven):
    said = ended(street, proven)

    assert "通话结束" in said
    assert f"/calls/{proven.id}/key" in said
    press(street, proven, "2")
    assert "车主正在路上" in street.get(f"/requests/{proven.id}").body.decode()


def test_also_when_nobody_took_the_call(street, proven):
    said = ended(street, proven, "no-answer", accepted=False)

    assert "暂时没有接听" in said
    assert "请按 2" in said


def test_the_passer_by_is_asked_nothing_after_the_talk(street, proven):
    form = {"CallSid": "CA1", "From": PASSER_BY, "To": proven.number, "DialCallSid": "CA2"}
    leg = {"CallSid": "CA2", "ParentCallSid": "CA1", "From": proven.number, "To": OWNER}
    street.carrier(f"/calls/{proven.id}/accept", **leg, Digits="1")

    said = street.carrier(f"/calls/{proven.id}/ended/0", **form, DialCallStatus="completed").body.decode()

    assert "<Gather" not in said


def test_the_carriers_repeat_of_a_key_is_one_answer(street, proven):
    press(street, proven, "2")
    press(street, proven, "2")

    assert len(street.case(proven).answers) == 1
    assert street.told().count("car_move.replied") == 1


def test_when_it_is_over_no_key_changes_anything(street, proven):
    street.step("close", proven.id)

    assert re.search("<Hangup", press(street, proven, "2"))
    assert "<Gather" not in ended(street, proven)
    assert street.case(proven).answers == {}
