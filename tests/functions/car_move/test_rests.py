"""A phone that has just rung has its peace, whoever would ring it next."""

from dataclasses import replace
from datetime import timedelta

import pytest

from functions.car_move.model.limits import LIMITS
from functions.car_move.use_cases import turns
from functions.car_move.use_cases.sessions import line
from tests.functions.car_move.household import (
    LAST,
    OWNER,
    PASSER_BY,
    SECOND,
    THIRD,
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
