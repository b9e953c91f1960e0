"""Bills are told of before they are due: in the morning, each once, and only to those who wish it."""

from datetime import datetime, timedelta

import pytest

from chalicelib.filters import BEIJING
from functions.utility_payment.model.account import Reminding
from functions.utility_payment.use_cases import accounts, leaving, reminding, starting
from tests.functions.utility_payment.conftest import LI


def told(world):
    return [fact.data["bills"] for fact in world.bus.facts if fact.type == "utility_payment.bill_due"]


@pytest.fixture
def mid_june(world, power):
    """Both bills are due on the 20th."""
    world.clock.time = datetime(2026, 6, 16, 9, tzinfo=BEIJING)


def test_both_bills_are_told_once(world, mid_june):
    for _ in range(3):
        reminding.look(world)
        world.clock.advance(timedelta(days=1))

    assert told(world) == [2]


def test_nobody_is_told_weeks_before(world, power):
    world.clock.time = datetime(2026, 6, 1, 9, tzinfo=BEIJING)

    reminding.look(world)

    assert told(world) == []


def test_what_is_being_paid_is_not_told(world, power, mid_june):
    april = accounts.statement(world, power).bills[0].bill_id
    starting.start(world, LI, [f"{power.id}/{april}"])

    reminding.look(world)

    assert told(world) == [1]


def test_whoever_does_not_wish_it_is_left_alone(world, power, mid_june):
    accounts.remind(world, LI, power.id, Reminding(reminds=False))

    reminding.look(world)

    assert told(world) == []


def test_an_account_that_was_let_go_is_not_looked_at_again(world, power, mid_june):
    leaving.unbind(world, LI, power.id)

    reminding.look(world)
    reminding.look(world)

    assert told(world) == []


def test_a_biller_that_is_down_is_asked_tomorrow(world, power, mid_june):
    world.billers.down = True
    reminding.look(world)
    world.billers.down = False
    world.clock.advance(timedelta(days=1))

    reminding.look(world)

    assert told(world) == [2]
