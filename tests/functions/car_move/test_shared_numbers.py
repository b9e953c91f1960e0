"""An owner calls back on a number that everybody shares: by the PIN on their page, and never by their number alone."""

import pytest

from functions.car_move.use_cases import inquiries, numbers
from functions.car_move.use_cases.extensions import pin_of

OWNER, PASSER_BY, STRANGER = "+8613800138000", "+8613900139000", "+8613700137000"
SHARED = "+6531589999"


@pytest.fixture
def case(street, code):
    """No number of its own is left."""
    pool = numbers.listed(street.world)
    for number in pool.numbers:
        numbers.retire(street.world, number)
    numbers.share(street.world, [SHARED])
    return street.ask(code)


@pytest.fixture
def proven(street, case):
    """The passer-by has called, by their PIN and from the phone they entered."""
    answers_pin(street, PASSER_BY, pin_of(street.world, case.id))
    form = {
        "CallSid": "CA1",
        "From": PASSER_BY,
        "To": SHARED,
        "DialCallSid": "CA2",
        "DialCallStatus": "no-answer",
    }
    street.carrier(f"/calls/{case.id}/ended/0", **form)
    return case


def answers_pin(street, caller, pin) -> str:
    street.carrier("/calls/inbound", CallSid="CA1", From=caller, To=SHARED)
    return street.carrier("/calls/pin/1", CallSid="CA1", From=caller, To=SHARED, Digits=pin).body.decode()


def pin_on_the_page(street, case) -> str:
    return inquiries.see(street.world, "owner-1", case.id).pin


def test_the_owner_reads_number_and_pin_on_the_inquirys_page(street, case):
    shown = inquiries.see(street.world, "owner-1", case.id)

    assert (shown.number, len(shown.pin)) == (SHARED, 8)
    assert shown.pin != pin_of(street.world, case.id)


def test_the_owner_is_asked_for_the_pin_and_then_connected(street, proven):
    assert "八位数字" in street.dial(OWNER, SHARED)

    said = answers_pin(street, OWNER, pin_on_the_page(street, proven))

    assert f">{PASSER_BY}</Number>" in said
    assert f'callerId="{SHARED}"' in said
    assert OWNER not in said


def test_the_owner_may_answer_by_key_there_too(street, case):
    said = answers_pin(street, OWNER, pin_on_the_page(street, case))

    assert f"/calls/{case.id}/key" in said
    form = {"CallSid": "CA9", "From": OWNER, "To": SHARED, "Digits": "2"}
    assert "已经告诉对方" in street.carrier(f"/calls/{case.id}/key", **form).body.decode()


def test_nobody_is_rung_who_has_not_called_from_the_phone_they_entered(street, case):
    said = answers_pin(street, OWNER, pin_on_the_page(street, case))

    assert "暂时不能回拨" in said
    assert "<Dial" not in said


def test_a_call_by_pin_from_another_phone_proves_nothing(street, case):
    answers_pin(street, STRANGER, pin_of(street.world, case.id))
    form = {
        "CallSid": "CA1",
        "From": STRANGER,
        "To": SHARED,
        "DialCallSid": "CA2",
        "DialCallStatus": "no-answer",
    }
    street.carrier(f"/calls/{case.id}/ended/0", **form)

    assert "<Dial" not in answers_pin(street, OWNER, pin_on_the_page(street, case))


@pytest.mark.parametrize("pin", ["", "00000000"])
def test_no_other_pin_connects_anybody(street, proven, pin):
    assert "<Dial" not in answers_pin(street, OWNER, pin)


def test_each_of_two_cases_on_the_number_has_its_own_pin(street, code, proven):
    second = street.ask(code, STRANGER)

    said = answers_pin(street, OWNER, pin_on_the_page(street, proven))

    assert pin_on_the_page(street, second) != pin_on_the_page(street, proven)
    assert f">{PASSER_BY}</Number>" in said
    assert STRANGER not in said


def test_where_the_number_is_their_own_no_pin_is_needed(street, code):
    case = street.ask(code)

    assert inquiries.see(street.world, "owner-1", case.id).pin == ""
