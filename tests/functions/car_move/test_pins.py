"""PINs: for hidden numbers, other phones, and the day when every number is taken. Nobody is ever guessed."""

import re
from datetime import timedelta

import pytest

from functions.car_move.model.limits import LIMITS
from functions.car_move.model.sticker import Named
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.use_cases import numbers, stickers
from functions.car_move.use_cases.extensions import pin_of
from tests.functions.car_move.asked import Requests
from tests.leaks import stands

OWNER, PASSER_BY, OTHER_PHONE = "+8613800138000", "+8613900139000", "+8613700137000"
SHARED = "+6531589999"


@pytest.fixture
def case(street, code):
    return street.ask(code)


@pytest.fixture
def full(street):
    """No number is left but the shared one."""
    numbers.share(street.world, [SHARED])
    for number in numbers.listed(street.world).numbers:
        numbers.retire(street.world, number)


def press(street, number, digits, caller=OTHER_PHONE, attempt=1):
    form = {"CallSid": "CA1", "From": caller, "To": number, "Digits": digits}
    return street.carrier(f"/calls/pin/{attempt}", **form).body.decode()


def pin(street, case):
    return pin_of(street.world, case.id)


def wrong(street, case, n=1):
    return f"{(int(pin(street, case)) + n) % 10**LIMITS.pin_digits:0{LIMITS.pin_digits}}"


@pytest.mark.parametrize("caller", ["anonymous", "", "+266696687", "client:bot", OTHER_PHONE])
def test_whoever_is_not_recognised_is_asked_for_a_pin(street, case, caller):
    answer = street.dial(caller, case.number)

    assert "/calls/pin/1" in answer
    assert f'numDigits="{LIMITS.pin_digits}"' in answer
    assert "<Dial" not in answer


@pytest.mark.parametrize("caller", ["anonymous", "+266696687", OTHER_PHONE])
def test_the_pin_leads_to_the_owner_who_sees_the_masked_number(street, case, caller):
    answer = press(street, case.number, pin(street, case), caller)

    assert f">{OWNER}</Number>" in answer
    assert f'callerId="{case.number}"' in answer


def test_a_withheld_number_is_not_even_looked_up(street, case):
    with Requests() as asked:
        street.dial("anonymous", case.number)

    assert asked.names == []


def test_a_wrong_pin_is_asked_for_again_and_not_forever(street, case):
    answers = [press(street, case.number, wrong(street, case), attempt=attempt) for attempt in (1, 2, 3)]

    assert ["/calls/pin/2" in answers[0], "/calls/pin/3" in answers[1], "<Gather" in answers[2]] == [
        True,
        True,
        False,
    ]
    assert "没有为您接通任何人" in answers[2]


def test_no_pin_at_all_is_a_wrong_one(street, case):
    assert "/calls/pin/2" in press(street, case.number, "")


def test_a_wrong_pin_costs_what_a_right_one_costs(street, case):
    costs = []
    for digits in (pin(street, case), wrong(street, case), ""):
        with Requests() as asked:
            press(street, case.number, digits)
        costs.append(asked.names)

    assert costs[0] == costs[1] == costs[2] == ["UpdateItem", "UpdateItem", "GetItem", "GetItem"]


def test_one_phone_cannot_try_on_and_on(street, case):
    for n in range(LIMITS.pins_per_caller):
        press(street, case.number, wrong(street, case, n + 1))

    assert "次数太多" in press(street, case.number, pin(street, case))
    assert "<Dial" in press(street, case.number, pin(street, case), caller="+8613700137001")


def test_nor_can_many_phones_on_one_number(street, case):
    for n in range(LIMITS.pins_per_number):
        press(street, case.number, wrong(street, case, n + 1), caller="anonymous")

    assert "次数太多" in press(street, case.number, pin(street, case))


def test_a_pin_belongs_to_its_number(street, case):
    assert "<Dial" not in press(street, "+6531580020", pin(street, case))


def test_a_pin_ends_with_its_session(street, case):
    street.world.clock.advance(LIMITS.session)

    assert "<Dial" not in press(street, case.number, pin(street, case))


def test_a_pair_that_meets_again_has_a_new_pin(street, case, code):
    old = pin(street, case)
    street.world.clock.advance(LIMITS.session + timedelta(minutes=1))

    again = street.ask(code)

    assert again.number == case.number
    assert "<Dial" not in press(street, case.number, old)
    assert "<Dial" in press(street, case.number, pin(street, again))


def test_a_pin_is_kept_nowhere(street, case, everything_kept):
    told = pin(street, case)

    assert re.fullmatch(r"\d{8}", told)
    assert not stands(str(everything_kept()), told)


def test_when_all_numbers_are_taken_a_shared_one_is_dialled_by_pin(street, code, full):
    case = street.ask(code)

    assert (case.number, case.by_pin) == (SHARED, True)
    assert "/calls/pin/1" in street.dial(PASSER_BY, SHARED)
    assert f">{OWNER}</Number>" in press(street, SHARED, pin(street, case), PASSER_BY)


def test_on_a_shared_number_nobody_is_known_by_their_phone(street, full):
    cars = [street.park(f"皖A1234{n}", f"owner-{n}", f"+861380013800{n}") for n in range(3)]
    cases = [street.ask(code, tail=f"34{n}") for n, code in enumerate(cars)]

    for phone in (PASSER_BY, "+8613800138000", "+8613800138001"):
        assert "<Dial" not in street.dial(phone, SHARED)
    for n, case in enumerate(cases):
        assert f">+861380013800{n}</Number>" in press(street, SHARED, pin(street, case))


def test_asking_again_for_a_shared_number_gives_the_same(street, code, full):
    assert street.ask(code).id == street.ask(code).id


def test_the_page_dials_a_shared_number_and_its_pin(street, code, full):
    case = street.ask(code)

    page = street.get(f"/requests/{case.id}").body.decode()

    told = pin(street, case)
    assert f"tel:{SHARED},,,{told}" in page
    assert f"{told[:4]}\N{NO-BREAK SPACE}{told[4:]}" in page


def test_without_any_number_a_message_is_offered(street, code, full):
    numbers.unshare(street.world, SHARED)
    case = street.ask(code)

    assert case.number == ""
    page = street.get(f"/requests/{case.id}").body.decode()
    assert "给车主留言" in page
    assert "tel:+65" not in page


def test_a_dead_sticker_ends_the_sessions_on_shared_numbers_too(street, code, full):
    case = street.ask(code)
    vehicle = street.world.store.get(Vehicle, case.vehicle_id)
    stickers.revoke(street.world, "owner-1", vehicle.id, Named(serial=vehicle.serial))
    street.hear_facts()

    assert "<Dial" not in press(street, SHARED, pin(street, case))
