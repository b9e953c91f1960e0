"""Several contacts are rung in order, within a call and from one to the next; a phone that just rang has its peace."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.errors import Conflict, Gone, Invalid, NotFound, TooMany
from functions.car_move.model.contact import Consent, Contact, Proposal
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.vehicle import OWNER as FIRST
from functions.car_move.rules import contacts as rules
from functions.car_move.use_cases import contacts, stickers, turns, vehicles
from functions.car_move.use_cases.contacts import code_of
from functions.car_move.use_cases.sessions import line

OWNER, PASSER_BY, THIRD = "+8613800138000", "+8613900139000", "+8613700137000"
SECOND, LAST = "+8613611112222", "+8613511112222"


def add(street, code, phone, name="家人", owner="owner-1"):
    """Somebody who has read their code to the owner; returns their id."""
    vehicle = stickers.resolve(street.world, code)
    place = contacts.propose(street.world, owner, vehicle.id, Proposal(name=name, phone=phone)).places[-1]
    agree(street, vehicle.id, place.id, owner)
    return place.id


def agree(street, vehicle_id, contact_id, owner="owner-1"):
    contact = street.world.store.get(Contact, vehicle_id, contact_id)
    code = Consent(code=code_of(street.world, contact))
    return contacts.consent(street.world, owner, vehicle_id, contact_id, code)


@pytest.fixture
def household(street, code):
    """The car's owner, then two more."""
    add(street, code, SECOND, "妻子")
    add(street, code, LAST, "儿子")
    return code


@pytest.fixture
def case(street, household):
    return street.ask(household)


def rung(answer):
    found = re.search(r">(\+\d+)</Number>", answer)
    return found and found[1]


def ring(street, case, to, leg):
    form = {"CallSid": leg, "ParentCallSid": "CA1", "From": case.number, "To": to, "CallStatus": "ringing"}
    street.carrier(f"/calls/{case.id}/progress", **form)


def ended(street, case, turn, leg, status="no-answer"):
    form = {"DialCallSid": leg, "DialCallStatus": status, "CallSid": "CA1"}
    return street.carrier(
        f"/calls/{case.id}/ended/{turn}", **form, From=PASSER_BY, To=case.number
    ).body.decode()


def call_everybody(street, case):
    """A call that nobody answers; the phones that rang."""
    answer, phones = street.dial(PASSER_BY, case.number), []
    while phone := rung(answer):
        phones.append(phone)
        turn = int(re.search(r"ended/(\d+)", answer)[1])
        ring(street, case, phone, f"{case.id}-{turn}")
        answer = ended(street, case, turn, f"{case.id}-{turn}")
    return phones, answer


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


def test_whoever_has_not_said_yes_is_not_rung(street, code):
    vehicle = stickers.resolve(street.world, code)
    contacts.propose(street.world, "owner-1", vehicle.id, Proposal(name="家人", phone=SECOND))

    assert call_everybody(street, street.ask(code))[0] == [OWNER]


def test_whoever_was_removed_meanwhile_is_passed_over(street, household, case):
    vehicle = stickers.resolve(street.world, household)
    contacts.remove(street.world, "owner-1", vehicle.id, vehicle.order[1])

    assert call_everybody(street, case)[0] == [OWNER, LAST]


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


def test_a_second_ring_waits_a_minute_and_says_how_long(street, case, dynamodb):
    ring(street, case, OWNER, "L0")
    street.world.clock.advance(timedelta(seconds=20))
    with dynamodb() as operations:
        said = street.dial(PASSER_BY, case.number)

    assert "请过 40 秒再拨" in said
    assert operations == ["GetItem"]
    street.world.clock.advance(timedelta(seconds=40))
    assert rung(street.dial(PASSER_BY, case.number)) == OWNER


def test_a_busy_phone_is_not_tried_again_at_once(street, code):
    case = street.ask(code)
    ended(street, case, 0, "L0", "busy")

    assert "再拨" in street.dial(PASSER_BY, case.number)


def test_a_busy_phone_is_not_tried_again_though_time_goes_on(street, code):
    """A clock that stands still would hide that time passes while we think."""
    case, clock = street.ask(code), street.world.clock

    def now():
        clock.advance(timedelta(milliseconds=1))
        return clock.time

    turns.pass_on(replace(street.world, now=now), case.id, 0)

    assert "再拨" in street.dial(PASSER_BY, case.number)


def test_the_pause_is_the_phones_whoever_rings_it_and_for_whichever_car(street, code):
    here, there = street.ask(code), street.ask(street.park("皖B12345"), THIRD)
    ring(street, here, OWNER, "L0")

    assert "再拨" in street.dial(THIRD, there.number)
    assert "再拨" in street.dial(PASSER_BY, street.ask(code).number)
    assert street.case(there).rest_until == street.case(here).rest_until


def test_the_pause_is_kept_by_those_who_come_later(street, code):
    ring(street, street.ask(code), OWNER, "L0")
    later = street.ask(street.park("皖B12345"), THIRD)

    assert "再拨" in street.dial(THIRD, later.number)


def test_a_contact_whose_phone_just_rang_for_another_car_is_passed_over(street, household, case):
    other = street.ask(street.park("皖B12345", "owner-2", SECOND), THIRD)
    ring(street, other, SECOND, "M0")

    assert call_everybody(street, case)[0] == [OWNER, LAST]


def test_an_owner_may_call_back_at_once(street, case):
    street.dial(PASSER_BY, case.number)
    ring(street, case, OWNER, "L0")
    ended(street, case, 0, "L0")

    assert rung(street.dial(OWNER, line(street.world, OWNER).routes[0].number)) == PASSER_BY


def test_the_page_counts_down_and_offers_nothing_to_dial_meanwhile(street, case):
    ring(street, case, OWNER, "L0")
    ended(street, case, 0, "L0")
    page = street.get(f"/requests/{case.id}").body.decode()

    assert "可以再拨" in page
    assert 'href="tel:+65' not in page
    street.world.clock.advance(LIMITS.ring_pause)
    assert f'href="tel:{case.number}"' in street.get(f"/requests/{case.id}").body.decode()


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


def test_a_contact_is_asked_by_a_text_with_a_code(street, code):
    vehicle = stickers.resolve(street.world, code)
    place = contacts.propose(street.world, "owner-1", vehicle.id, Proposal(name="家人", phone=SECOND)).places[
        -1
    ]

    assert not place.consented
    assert agree(street, vehicle.id, place.id).places[-1].consented
    assert street.world.store.get(type(vehicle), vehicle.id).order == [FIRST, place.id]


def test_a_wrong_code_is_no_consent_and_may_not_be_guessed(street, code):
    vehicle = stickers.resolve(street.world, code)
    place = contacts.propose(street.world, "owner-1", vehicle.id, Proposal(name="家人", phone=SECOND)).places[
        -1
    ]
    for _ in range(LIMITS.contact_code_tries):
        with pytest.raises(Invalid):
            contacts.consent(street.world, "owner-1", vehicle.id, place.id, Consent(code="000"))

    with pytest.raises(Gone):
        agree(street, vehicle.id, place.id)


def test_whoever_does_not_answer_is_forgotten(street, code):
    vehicle = stickers.resolve(street.world, code)
    place = contacts.propose(street.world, "owner-1", vehicle.id, Proposal(name="家人", phone=SECOND)).places[
        -1
    ]
    street.world.clock.advance(timedelta(minutes=LIMITS.contact_code_minutes))

    with pytest.raises(NotFound):
        agree(street, vehicle.id, place.id)
    assert len(contacts.listed(street.world, "owner-1", vehicle.id).places) == 1


@pytest.mark.parametrize("phone", [OWNER, "+6531580001", "+2348031234567"])
def test_not_every_phone_can_be_a_contact(street, code, phone):
    vehicle = stickers.resolve(street.world, code)
    wanted = Proposal.model_construct(name="家人", phone=phone)

    with pytest.raises(Invalid):
        contacts.propose(street.world, "owner-1", vehicle.id, wanted)


def test_there_are_two_contacts_at_most_and_nobody_twice(street, code):
    vehicle = stickers.resolve(street.world, code)
    add(street, code, SECOND)
    with pytest.raises(Invalid):
        add(street, code, SECOND)
    add(street, code, LAST)

    with pytest.raises(TooMany):
        contacts.propose(street.world, "owner-1", vehicle.id, Proposal(name="家人", phone=THIRD))


def test_a_phone_is_not_flooded_with_codes(street):
    for n in range(LIMITS.contact_codes_a_day):
        add(street, street.park(f"皖C1234{n}", f"owner-{n}", f"+861350000000{n}"), SECOND, owner=f"owner-{n}")

    with pytest.raises(TooMany):
        add(street, street.park("皖C99999", "owner-9", "+8613500000009"), SECOND, owner="owner-9")


def test_nobody_else_touches_the_contacts(street, household):
    vehicle = stickers.resolve(street.world, household)

    for touch in (contacts.earlier, contacts.remove):
        with pytest.raises(NotFound):
            touch(street.world, "owner-2", vehicle.id, vehicle.order[1])
    with pytest.raises(NotFound):
        contacts.listed(street.world, "owner-2", vehicle.id)


def test_who_has_agreed_cannot_agree_again(street, household):
    vehicle = stickers.resolve(street.world, household)

    with pytest.raises(Conflict):
        agree(street, vehicle.id, vehicle.order[1])


@given(st.permutations(["owner", "a", "b"]), st.sampled_from(["owner", "a", "b", "stranger"]))
def test_moving_somebody_forward_loses_nobody(order, one):
    assert sorted(rules.earlier(order, one)) == sorted(order)


def test_two_sessions_of_the_same_two_phones_keep_their_own_ways_back(street, household, case):
    """The contact owns a car, too, and the same passer-by asks about both."""
    own = street.ask(street.park("皖B12345", "owner-2", SECOND))
    before = {route.case_id: route.number for route in line(street.world, SECOND).routes}

    ended(street, case, 0, "L0")

    after = {route.case_id: route.number for route in line(street.world, SECOND).routes}
    assert after[own.id] == before[own.id] != after[case.id]
    assert rung(street.dial(PASSER_BY, own.number)) == SECOND
