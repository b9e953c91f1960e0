"""A fact that is heard late cuts whom it means, and nobody who was let in since."""

from datetime import timedelta

import pytest

from functions.car_move.model.sticker import Named
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.use_cases import stickers, vehicles
from tests.functions.car_move.household import PASSER_BY, THIRD, rung

A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def car(street, code):
    [card] = vehicles.mine(street.world, "owner-1").vehicles
    return card


def test_who_asks_after_a_pause_goes_on_when_its_fact_is_heard(street, car, code):
    early = street.ask(code)
    vehicles.pause(street.world, "owner-1", car.id)
    street.world.clock.advance(A_MINUTE)
    vehicles.resume(street.world, "owner-1", car.id)
    late = street.ask(code, THIRD)

    street.hear_facts()

    assert rung(street.dial(PASSER_BY, early.number)) is None
    assert rung(street.dial(THIRD, late.number)) is not None


def test_who_asks_by_the_new_sticker_goes_on_when_the_end_of_the_old_one_is_heard(street, car, code):
    early = street.ask(code)
    stickers.replace(street.world, "owner-1", car.id, Named(serial=car.serial))
    street.world.clock.advance(A_MINUTE)
    late = street.ask(street.world.store.get(Vehicle, car.id).sticker, THIRD)

    street.hear_facts()

    assert rung(street.dial(PASSER_BY, early.number)) is None
    assert rung(street.dial(THIRD, late.number)) is not None


def test_where_the_pause_goes_on_a_later_time_saves_nobody(street, car, code):
    """Two machines' clocks differ, and an ask that was let in before the pause may name a time after it."""
    street.world.clock.advance(A_MINUTE)
    case = street.ask(code)
    street.world.clock.advance(-A_MINUTE)
    vehicles.pause(street.world, "owner-1", car.id)

    street.hear_facts()

    assert rung(street.dial(PASSER_BY, case.number)) is None
