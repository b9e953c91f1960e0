"""An owner has another phone: their cars are reached there, and the old one is not rung any more."""

import pytest

from chalicelib import matters
from chalicelib.events import Fact
from functions.car_move.model.session import Route, Seat
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.use_cases.sessions import line_id

OWNER, NEW, PASSER_BY, THIRD = "+8613800138000", "+8613600136000", "+8613900139000", "+8613700137000"


@pytest.fixture
def moves(street):
    """Identity tells that the owner has another phone; the same fact may come again."""

    def hear(phone=NEW, citizen="owner-1"):
        street.world.directory.phones[citizen] = phone
        data = {"case_id": citizen, "owner_id": citizen, "at": street.world.now().isoformat()}
        fact = Fact(
            id=f"fact-{phone}", type="identity.phone_changed", version=1, correlation_id="c", data=data
        )
        matters.react(matters.load("car-move"), street.world, fact)

    return hear


def test_the_cars_are_reached_at_the_new_phone(street, code, moves):
    street.park("皖B12345")
    moves()

    case = street.ask(code)

    said = street.dial(PASSER_BY, case.number)
    assert f">{NEW}</Number>" in said
    assert OWNER not in said


def test_nobody_is_rung_at_the_old_phone_by_a_session_of_before(street, code, moves):
    case = street.ask(code)
    moves()

    assert "<Dial" not in street.dial(PASSER_BY, case.number)
    assert street.world.store.parts(Seat, line_id(street.world, OWNER)) == []
    assert all(not route.is_live(street.world.now()) for route in routes(street, OWNER))


def routes(street, phone):
    return street.world.store.parts(Route, line_id(street.world, phone))


def test_the_passer_by_may_ask_again_at_once(street, code, moves):
    before = street.ask(code)
    moves()

    after = street.ask(code)

    assert after.id != before.id
    assert f">{NEW}</Number>" in street.dial(PASSER_BY, after.number)


def test_what_the_owner_asks_of_others_goes_on(street, code, moves):
    other = street.ask(street.park("皖B12345", "owner-2", THIRD), OWNER)
    moves()

    assert f">{THIRD}</Number>" in street.dial(OWNER, other.number)


def test_other_owners_keep_their_phones(street, code, moves):
    other = street.ask(street.park("皖B12345", "owner-2", THIRD))
    moves()

    assert f">{THIRD}</Number>" in street.dial(PASSER_BY, other.number)


def test_a_repeat_and_a_fact_that_changes_nothing_write_nothing(street, code, moves, everything_kept):
    moves()
    case = street.ask(code)
    before = everything_kept()

    moves()

    assert everything_kept() == before
    assert "<Dial" in street.dial(PASSER_BY, case.number)


def test_who_moves_twice_is_reached_at_the_last_phone(street, code, moves):
    case = street.ask(code)
    moves(THIRD)
    moves(NEW)

    assert street.world.store.get(Vehicle, case.vehicle_id).owner_phone == NEW


def test_somebody_without_a_car_may_move_too(street, moves):
    moves(citizen="nobody")
