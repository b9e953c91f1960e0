"""Bills that pay themselves: only with leave, told before, below the ceiling, by day, once; and off is off at once."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chalicelib.errors import Conflict
from chalicelib.filters import BEIJING
from functions.utility_payment.model.auto_pay import AutoPay, Ceiling, Debit
from functions.utility_payment.model.payment import Payment
from functions.utility_payment.rules import automatic
from functions.utility_payment.use_cases import (
    accounts,
    advancing,
    contracts,
    debiting,
    showing,
    starting,
)
from tests.functions.utility_payment.automatic.conftest import MID_JUNE, a_minute, days, payments, told
from tests.functions.utility_payment.conftest import LI

TWO_DAYS = timedelta(days=2)


def test_a_bill_is_told_first_and_paid_two_days_later(world, power, on):
    a_minute(world)
    [announced] = told(world)
    assert (announced["bills"], announced["amount"]) == (2, 2000)
    assert world.payments.announced == [(on.number, 2000)]
    assert told(world, "bill_due") == []
    assert payments(world) == []

    days(world, 3)

    [payment] = payments(world)
    assert (payment.status, payment.amount, payment.contract) == ("settled", 2000, on.number)
    assert payment.created - MID_JUNE >= timedelta(days=1)
    assert world.store.find(Debit, power.id) is None
    assert accounts.statement(world, power).bills == []


def test_nothing_is_debited_before_the_day_that_was_said(world, power, on):
    a_minute(world)
    world.clock.time = automatic.first(MID_JUNE) - timedelta(seconds=1)
    a_minute(world)
    assert world.payments.orders == {}

    world.clock.advance(timedelta(seconds=1))
    a_minute(world)

    assert len(world.payments.orders) == 1


def test_nobody_is_told_or_debited_at_night(world, power, on):
    world.clock.time = MID_JUNE.replace(hour=23)
    a_minute(world)
    assert (told(world), world.payments.announced) == ([], [])

    world.clock.time = MID_JUNE.replace(day=17, hour=7)
    a_minute(world)

    assert len(told(world)) == 1


def test_a_bill_above_the_ceiling_is_told_and_never_debited(world, power, on):
    contracts.wish(world, LI, power.id, Ceiling(yuan=10))
    days(world, 5)

    assert [it["bills"] for it in told(world, "over_ceiling")] == [1]
    assert [payment.amount for payment in payments(world)] == [800]


def test_a_ceiling_that_is_lowered_counts_for_what_was_announced_as_well(world, power, on):
    a_minute(world)
    contracts.wish(world, LI, power.id, Ceiling(yuan=5))
    days(world, 4)

    assert payments(world) == []
    assert [it["bills"] for it in told(world, "over_ceiling")] == [2]


def test_what_is_paid_by_hand_meanwhile_is_not_debited(world, power, on):
    a_minute(world)
    by_hand = starting.start(world, LI, [f"{power.id}/{accounts.statement(world, power).bills[0].bill_id}"])
    starting.go_on(world, LI, by_hand.id, "browser", "127.0.0.1")
    world.payments.pay(by_hand.id)

    days(world, 4)

    assert sorted(payment.amount for payment in payments(world)) == [800, 1200]
    assert world.payments.held() == 2000


def test_what_is_being_debited_cannot_be_paid_by_hand(world, power, on):
    a_minute(world)
    world.clock.time = automatic.first(MID_JUNE)
    world.billers.down = False
    bill = accounts.statement(world, power).bills[0].bill_id
    debiting.see_to_debits(world)

    with pytest.raises(Conflict, match="正在支付"):
        starting.start(world, LI, [f"{power.id}/{bill}"])
    [payment] = payments(world)
    assert starting.go_on(world, LI, payment.id, "browser", "127.0.0.1") == ""


def test_off_is_off_at_once_even_where_the_provider_does_not_answer(world, power, on):
    a_minute(world)
    world.clock.time = automatic.first(MID_JUNE)
    debiting.see_to_debits(world)
    world.payments.down = True

    assert contracts.switch_off(world, LI, power.id).status == "ending"
    world.payments.down = False
    [begun] = payments(world)
    advancing.advance(world, begun.id)
    days(world, 1)

    assert world.store.get(Payment, begun.id).status == "closed"
    assert world.payments.money == {}
    assert world.store.get(AutoPay, power.id).status == "off"
    assert world.payments.contracts[on.code].state == "ended"
    assert len(told(world, "auto_pay_off")) == 1


def test_three_refusals_a_day_apart_and_it_stops(world, power, on):
    world.payments.bank_says_no = True
    days(world, 8)

    assert [payment.status for payment in payments(world)] == ["closed"] * 3
    days_of = {payment.created.astimezone(BEIJING).date() for payment in payments(world)}
    assert len(days_of) == 3
    assert len(told(world, "debit_refused")) == 2
    assert len(told(world, "auto_pay_stopped")) == 1
    stopped = world.store.get(AutoPay, power.id)
    assert (stopped.status, stopped.why) == ("off", "refused")
    assert world.payments.contracts[on.code].state == "ended"
    assert len(accounts.statement(world, power).bills) == 2


def test_two_refusals_and_then_money_is_one_payment(world, power, on):
    world.payments.bank_says_no = True
    days(world, 3)
    world.payments.bank_says_no = False
    days(world, 2)

    assert sorted(payment.status for payment in payments(world)) == ["closed", "closed", "settled"]
    assert world.payments.held() == 2000


def test_what_has_been_is_shown(world, power, on):
    days(world, 3)

    shown = showing.automatic(world, LI, power.id)

    assert {it.what.partition(".")[2] for it in shown.turns} == {"auto_pay_on", "debit_announced"}


@given(some.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))  # noqa: DTZ001 - made aware below
def test_there_is_always_a_day_and_a_night_between(moment):
    now = automatic.awake(moment.replace(tzinfo=BEIJING))

    assert timedelta(days=1) < automatic.first(now) - now < timedelta(days=2, hours=1)
    assert automatic.first(now) < automatic.last(now)
    for when in (now, automatic.first(now)):
        assert automatic.awake(when) == when
