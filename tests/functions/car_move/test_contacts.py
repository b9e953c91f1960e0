"""Nobody is rung for a car who has not said yes themselves, and whoever has may take it back."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import Invalid, NotFound, TooMany
from functions.car_move.model.contact import Contact, Link, Proposal
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.vehicle import OWNER as FIRST
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.routes import routes
from functions.car_move.rules import contacts as rules
from functions.car_move.use_cases import consents, contacts, stickers, vehicles
from functions.car_move.use_cases.contacts import token_of
from tests.door import Door
from tests.functions.car_move.household import (
    LAST,
    OWNER,
    PASSER_BY,
    SECOND,
    THIRD,
    add,
    call_everybody,
    ended,
    propose,
    rung,
)
from tests.leaks import telephones


@pytest.fixture
def household(street, code):
    """The car's owner, then two more."""
    add(street, code, SECOND, "妻子")
    add(street, code, LAST, "儿子")
    return code


@pytest.fixture
def case(street, household):
    return street.ask(household)


@pytest.fixture
def asked(street, code):
    """The token of somebody who has been asked."""
    return token_of(street.world, propose(street, code, SECOND))


@pytest.fixture
def browser(street) -> Door:
    return Door(routes, street.world)


def kept(street, code):
    vehicle = stickers.resolve(street.world, code)
    return street.world.store.parts(Contact, vehicle.id)


def test_somebody_is_asked_by_a_text_with_a_link_and_says_yes_themselves(street, code, asked, browser):
    street.hear_facts()
    [(to, _, words)] = street.world.phone.memory.texts
    link = re.search(r"https://\S+", words)[0]
    assert (to, link) == (SECOND, f"{street.world.public_url}/car-move/consents/{asked}")
    assert "345" in words
    page = browser.page(f"/consents/{asked}")
    assert "我同意" in page.text
    assert telephones(page.text) == set()

    agreed = browser.submit(f"/consents/{asked}/accept", on=page)

    assert agreed.status == 303
    assert "您是这辆车的挪车联系人" in browser.page(f"/consents/{asked}").text
    assert stickers.resolve(street.world, code).order == [FIRST, kept(street, code)[0].contact_id]


def test_a_program_may_say_yes_too_and_twice_is_once(street, code, asked, browser):
    said = [browser.post(f"/consents/{asked}/accept", {}, key=f"key-{n}-accept").json for n in range(2)]

    assert said == [{"token": asked, "tail": "345", "state": "agreed"}] * 2
    assert street.told().count("car_move.contact_added") == 1


def test_who_says_no_is_forgotten_at_once(street, code, asked, browser):
    declined = browser.submit(f"/consents/{asked}/leave", on=browser.page(f"/consents/{asked}"))

    assert declined.location == "/car-move/consents/left/done"
    assert "不会打给您" in browser.page("/consents/left/done").text
    assert kept(street, code) == []
    assert browser.page(f"/consents/{asked}").status == 404
    with pytest.raises(NotFound):
        consents.accept(street.world, asked)


def test_who_has_said_yes_may_leave_later_by_the_same_link(street, code, asked, browser):
    consents.accept(street.world, asked)
    street.world.clock.advance(timedelta(days=100))

    browser.submit(f"/consents/{asked}/leave", on=browser.page(f"/consents/{asked}"))

    assert kept(street, code) == []
    assert stickers.resolve(street.world, code).order == [FIRST]
    assert "car_move.contact_removed" in street.told()


def test_who_leaves_is_not_rung_even_where_it_was_their_turn(street, household, case):
    ended(street, case, 0, "L0")
    street.world.clock.advance(LIMITS.ring_pause)
    assert rung(street.dial(PASSER_BY, case.number)) == SECOND

    wife = stickers.resolve(street.world, household).order[1]
    consents.leave(street.world, token_of(street.world, wife))

    assert rung(street.dial(PASSER_BY, case.number)) == OWNER


def test_the_owner_sees_who_has_not_answered_and_cannot_answer_for_them(street, code, asked):
    vehicle = stickers.resolve(street.world, code)

    [owner, waiting] = contacts.listed(street.world, "owner-1", vehicle.id).places

    assert (owner.consented, waiting.consented) == (True, False)
    assert asked not in contacts.listed(street.world, "owner-1", vehicle.id).model_dump_json()
    assert waiting.id not in asked


def test_whoever_does_not_answer_in_time_is_forgotten(street, code, asked):
    street.world.clock.advance(timedelta(hours=LIMITS.contact_answer_hours))

    with pytest.raises(NotFound):
        consents.accept(street.world, asked)
    assert kept(street, code) == []


def test_a_link_is_dead_with_the_car_and_when_the_owner_takes_it_back(street, code, asked):
    vehicle = stickers.resolve(street.world, code)
    other = token_of(street.world, propose(street, code, LAST))
    contacts.remove(street.world, "owner-1", vehicle.id, kept(street, code)[-1].contact_id)
    vehicles.remove(street.world, "owner-1", vehicle.id)

    for token in (asked, other, "0" * 26):
        with pytest.raises(NotFound, match="已经失效"):
            consents.see(street.world, token)
        assert street.world.store.find(Link, street.world.vault.blind(f"contact-link#{token}")) is None
    assert street.world.store.find(Vehicle, vehicle.id) is None


def test_a_phone_is_not_flooded_with_questions(street):
    for n in range(LIMITS.asked_a_day):
        add(street, street.park(f"皖C1234{n}", f"owner-{n}", f"+861350000000{n}"), SECOND, owner=f"owner-{n}")

    with pytest.raises(TooMany):
        add(street, street.park("皖C99999", "owner-9", "+8613500000009"), SECOND, owner="owner-9")


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


def test_nobody_else_touches_the_contacts(street, household):
    vehicle = stickers.resolve(street.world, household)

    for touch in (contacts.earlier, contacts.remove):
        with pytest.raises(NotFound):
            touch(street.world, "owner-2", vehicle.id, vehicle.order[1])
    with pytest.raises(NotFound):
        contacts.listed(street.world, "owner-2", vehicle.id)


@given(st.permutations(["owner", "a", "b"]), st.sampled_from(["owner", "a", "b", "stranger"]))
def test_moving_somebody_forward_loses_nobody(order, one):
    assert sorted(rules.earlier(order, one)) == sorted(order)


def test_whoever_was_removed_meanwhile_is_passed_over(street, household, case):
    vehicle = stickers.resolve(street.world, household)
    contacts.remove(street.world, "owner-1", vehicle.id, vehicle.order[1])

    assert call_everybody(street, case)[0] == [OWNER, LAST]


def test_whoever_has_not_said_yes_is_not_rung(street, code):
    vehicle = stickers.resolve(street.world, code)
    contacts.propose(street.world, "owner-1", vehicle.id, Proposal(name="家人", phone=SECOND))

    assert call_everybody(street, street.ask(code))[0] == [OWNER]
