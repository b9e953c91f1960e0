"""Bills that pay themselves: only with leave, told before, below the ceiling, by day, once; and off is off at once."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chalicelib.errors import Busy, Conflict
from chalicelib.filters import BEIJING
from chalicelib.ports.payments import Contract
from functions.utility_payment.model.auto_pay import AutoPay, Ceiling, Debit
from functions.utility_payment.model.payment import Payment
from functions.utility_payment.rules import automatic
from functions.utility_payment.use_cases import (
    accounts,
    advancing,
    contracts,
    debiting,
    hearing,
    leaving,
    reminding,
    showing,
    starting,
)
from tests.functions.utility_payment.conftest import LI

MID_JUNE = datetime(2026, 6, 16, 9, tzinfo=BEIJING)
TWO_DAYS = timedelta(days=2)


def told(world, of="debit_announced"):
    return [fact.data for fact in world.bus.facts if fact.type == f"utility_payment.{of}"]


def a_minute(world):
    """What the sweep does, and the state machines."""
    contracts.see_to_contracts(world)
    reminding.look(world)
    debiting.see_to_debits(world)
    for payment in world.store.page(Payment, f"payments-of#{LI}").items:
        advancing.advance(world, payment.id)
    debiting.see_to_debits(world)


def days(world, many):
    for _ in range(many * 12):
        a_minute(world)
        world.clock.advance(timedelta(hours=2))


@pytest.fixture
def power(world, power):
    """Both of its bills are due on the 20th, 2,000 fen together."""
    world.clock.time = MID_JUNE
    return power


@pytest.fixture
def on(world, power):
    """Leave up to 12 yuan for each bill, signed."""
    signing = contracts.wish(world, LI, power.id, Ceiling(yuan=12))
    assert contracts.go_sign(world, LI, power.id).startswith("https://pay.example/sign/")
    world.payments.agree(signing.code)
    hearing.hear(world, {"signature": "ours"}, signing.code.encode())
    return world.store.get(AutoPay, power.id)


def payments(world):
    return world.store.page(Payment, f"payments-of#{LI}").items


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


def test_who_ends_the_contract_at_the_provider_is_heard(world, power, on):
    a_minute(world)
    world.payments.end(on.code)
    hearing.hear(world, {"signature": "ours"}, on.code.encode())

    ended = world.store.get(AutoPay, power.id)
    assert (ended.status, ended.why) == ("off", "provider")
    assert world.store.find(Debit, power.id) is None
    days(world, 4)
    assert payments(world) == []


def test_an_end_that_was_never_told_is_noticed_before_anything_is_announced_or_debited(world, power, on):
    world.payments.end(on.code)

    a_minute(world)

    assert (world.payments.announced, told(world)) == ([], [])
    assert world.store.get(AutoPay, power.id).why == "provider"
    assert world.store.find(Debit, power.id) is None


def test_letting_the_account_go_ends_it_and_taking_it_back_does_not_begin_it_again(world, power, on):
    leaving.unbind(world, LI, power.id)
    a_minute(world)
    assert world.payments.contracts[on.code].state == "ended"

    leaving.undo(world, LI, power.id)
    days(world, 4)

    assert world.store.get(AutoPay, power.id).why == "unbound"
    assert payments(world) == []


def test_a_callback_that_got_lost_is_made_up_for(world, power):
    signing = contracts.wish(world, LI, power.id, Ceiling(yuan=12))
    world.payments.agree(signing.code)
    world.clock.advance(timedelta(minutes=11))

    a_minute(world)

    assert world.store.get(AutoPay, power.id).status == "on"


def test_who_never_signs_is_off_after_an_hour(world, power):
    contracts.wish(world, LI, power.id, Ceiling(yuan=12))
    days(world, 1)

    assert world.store.get(AutoPay, power.id).why == "never_signed"


def test_a_contract_that_nobody_wishes_any_more_is_ended(world, power, on):
    contracts.switch_off(world, LI, power.id)
    world.payments.agree(on.code)  # an old page of the provider's, and a hand that was slow

    hearing.hear(world, {"signature": "ours"}, on.code.encode())

    assert world.payments.contracts[on.code].state == "ended"
    assert world.store.get(AutoPay, power.id).status == "off"


def test_a_callback_in_vain_is_told_again(world, power, on):
    world.payments.down = True

    with pytest.raises(Busy):
        hearing.hear(world, {"signature": "ours"}, on.code.encode())


def test_a_callback_about_a_contract_of_nobody_changes_nothing(world, power):
    world.payments.contracts["strange"] = Contract("strange", "signed", "n")

    hearing.hear(world, {"signature": "ours"}, b"strange")

    assert world.payments.contracts["strange"].state == "signed"


def test_where_the_province_offers_none_it_is_said(world, power):
    world.payments.offers_contracts = False
    contracts.wish(world, LI, power.id, Ceiling(yuan=12))

    with pytest.raises(Conflict, match="还不能开通"):
        contracts.go_sign(world, LI, power.id)


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
