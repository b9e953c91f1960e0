"""Several contacts are rung in order, within a call and from one to the next."""

import re
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.car_move.model.limits import LIMITS
from functions.car_move.use_cases import contacts, stickers, vehicles
from functions.car_move.use_cases.sessions import line
from tests.functions.car_move.household import (
    LAST,
    OWNER,
    PASSER_BY,
    SECOND,
    add,
    call_everybody,
    ended,
    ring,
    rung,
)


@pytest.fixture
def household(street, code):
    """The car's owner, then two more."""
    add(street, code, SECOND, "妻子")
    add(street, code, LAST, "儿子")
    return code


@pytest.fixture
def case(street, household):
    return street.ask(household)


def test_everybody_is_rung_in_order_in_one_call(street, case):
    phones, last = call_everybody(street, case)

    assert phones == [OWNER, SECOND, LAST]
    assert "没有接听" in last


def test_nobody_sees_anybodys_number(street, case):
    answers = [
        street.dial(PASSER_BY, case.number),
        ended(street, case, 0, "L0"),
        ended(street, case, 1, "L1"),
    ]

    for phone, answer in zip([OWNER, SECOND, LAST], answers, strict=True):
        assert set(re.findall(r"\+86\d+", answer)) == {phone}
        assert re.search(r'callerId="(\+65\d+)"', answer)


def test_the_next_call_begins_with_whose_turn_it_is(street, case):
    street.dial(PASSER_BY, case.number)
    ended(street, case, 0, "L0", "busy")
    street.world.clock.advance(LIMITS.ring_pause)

    assert rung(street.dial(PASSER_BY, case.number)) == SECOND


def test_after_everybody_it_is_the_owners_turn_again(street, case):
    call_everybody(street, case)
    street.world.clock.advance(LIMITS.ring_pause)

    assert call_everybody(street, case)[0] == [OWNER, SECOND, LAST]


def test_a_contact_who_was_rung_may_call_back(street, case):
    street.dial(PASSER_BY, case.number)
    shown = re.search(r'callerId="([^"]+)"', ended(street, case, 0, "L0"))[1]

    assert rung(street.dial(SECOND, shown)) == PASSER_BY
    assert rung(street.dial(LAST, shown)) is None


def test_a_contact_may_accept_and_answer_like_the_owner(street, case):
    ended(street, case, 0, "L0")
    whisper = {"CallSid": "L1", "From": case.number, "To": SECOND}

    assert "请按 1" in street.carrier(f"/calls/{case.id}/whisper", **whisper).body.decode()
    assert "已经告诉" in street.carrier(f"/calls/{case.id}/accept", **whisper, Digits="2").body.decode()
    assert "正在路上" in ended(street, case, 1, "L1")


def test_the_order_can_be_changed_and_the_owner_need_not_be_first(street, household):
    vehicle = stickers.resolve(street.world, household)
    contacts.earlier(street.world, "owner-1", vehicle.id, vehicle.order[2])
    contacts.earlier(street.world, "owner-1", vehicle.id, vehicle.order[2])

    assert call_everybody(street, street.ask(household))[0] == [LAST, OWNER, SECOND]


def test_a_passer_by_who_is_a_contact_does_not_ring_themselves(street, household):
    case = street.ask(household, SECOND)
    street.dial(SECOND, case.number)
    form = {
        "DialCallSid": "L0",
        "DialCallStatus": "busy",
        "CallSid": "CA1",
        "From": SECOND,
        "To": case.number,
    }

    assert rung(street.carrier(f"/calls/{case.id}/ended/0", **form).body.decode()) == LAST


def test_a_dead_sticker_cuts_the_contacts_off_too(street, household, case):
    shown = re.search(r'callerId="([^"]+)"', ended(street, case, 0, "L0"))[1]
    vehicles.pause(street.world, "owner-1", case.vehicle_id)
    street.hear_facts()

    assert rung(street.dial(SECOND, shown)) is None
    assert rung(street.dial(PASSER_BY, case.number)) is None


def test_a_first_ring_still_costs_one_read(street, case, dynamodb):
    ended(street, case, 0, "L0")
    street.world.clock.advance(LIMITS.ring_pause)
    with dynamodb() as operations:
        assert rung(street.dial(PASSER_BY, case.number)) == SECOND

    assert operations == ["GetItem"]


def test_a_repeated_callback_passes_the_turn_once_and_says_the_same(street, case):
    first = ended(street, case, 0, "L0")

    assert ended(street, case, 0, "L0") == first
    assert street.case(case).turn == 1


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_repeats_and_any_order_end_the_same(street, household, data):
    """Rings, ends, keys: whatever order they come in and however often, whose turn and which answer are the same."""
    phone = f"+86133{data.draw(st.integers(10_000_000, 99_999_999))}"
    case = street.ask(household, phone)
    heard = [
        lambda: ring(street, case, OWNER, f"{case.id}-0"),
        lambda: ended(street, case, 0, f"{case.id}-0"),
        lambda: ring(street, case, SECOND, f"{case.id}-1"),
        lambda: ended(street, case, 1, f"{case.id}-1"),
        lambda: street.carrier(
            f"/calls/{case.id}/accept", CallSid=f"{case.id}-0", From=case.number, To=OWNER, Digits="3"
        ),
    ]
    repeated = data.draw(st.lists(st.sampled_from(range(5)), max_size=12))
    for which in data.draw(st.permutations([*range(5), *repeated])):
        heard[which]()
    after = street.case(case)

    assert [answer.kind for answer in after.answers.values()] == ["cannot"]
    assert all(leg.rang and leg.ended for leg in after.legs.values())
    assert "来不了" in street.dial(phone, case.number)
    street.step("close", case.id)
    vehicle_ended(street, household)


def vehicle_ended(street, household):
    """Make room for the next example."""
    vehicle = stickers.resolve(street.world, household)
    vehicles.pause(street.world, "owner-1", vehicle.id)
    street.hear_facts()
    street.world.bus.facts.clear()
    vehicles.resume(street.world, "owner-1", vehicle.id)
    street.world.clock.advance(timedelta(hours=1))


def test_two_sessions_of_the_same_two_phones_keep_their_own_ways_back(street, household, case):
    """The contact owns a car, too, and the same passer-by asks about both."""
    own = street.ask(street.park("皖B12345", "owner-2", SECOND))
    before = {route.case_id: route.number for route in line(street.world, SECOND).routes}

    ended(street, case, 0, "L0")

    after = {route.case_id: route.number for route in line(street.world, SECOND).routes}
    assert after[own.id] == before[own.id] != after[case.id]
    assert rung(street.dial(PASSER_BY, own.number)) == SECOND
