"""WeChat Pay through the real SDK, against a provider that speaks its protocol with real keys."""

import gzip
import random
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.errors import Forged
from chalicelib.filters import BEIJING
from chalicelib.ports import wechat_bill
from chalicelib.ports.payments import BillLine, Unreachable, Wanted
from tests.simulators.payments.running import Running


@pytest.fixture(scope="module")
def provider():
    with Running() as running:
        yield running


@pytest.fixture
def pay(provider):
    provider.reset()
    return provider.product()


def wanted(provider, order="order1", amount=1234, way="browser"):
    until = datetime.now(UTC) + timedelta(minutes=90)
    return Wanted(order, amount, "电费", until, provider.callback, way, "127.0.0.1")


def test_an_order_is_paid_and_the_callback_says_so(provider, pay):
    page = pay.order(wanted(provider))
    assert pay.ask("order1").state == "unpaid"

    assert "支付成功" in provider.pay(page)
    [(headers, body)] = provider.wait_for(1)
    told = pay.read(headers, body, datetime.now(UTC))

    assert (told.order, told.amount) == ("order1", 1234)
    assert pay.ask("order1").money == told


def test_the_same_order_twice_is_one_order(provider, pay):
    assert pay.order(wanted(provider)) == pay.order(wanted(provider))


def test_an_order_can_be_scanned_with_another_phone(provider, pay):
    assert pay.order(wanted(provider, way="code")).startswith("http")


def test_a_closed_order_stays_closed(provider, pay):
    pay.order(wanted(provider))

    assert pay.close("order1").state == "closed"
    assert pay.close("order1").state == "closed"
    assert pay.order(wanted(provider)) == ""


def test_closing_a_paid_order_tells_of_the_money(provider, pay):
    provider.pay(pay.order(wanted(provider)))

    assert pay.close("order1").money.amount == 1234


def test_an_order_nobody_placed_is_none(pay):
    assert pay.ask("nobody").state == "none"


def test_a_refund_is_made_once_and_never_exceeds_what_came(provider, pay):
    provider.pay(pay.order(wanted(provider)))

    assert pay.refund("order1", "r1", 1000, 1234).state == "succeeded"
    assert pay.refund("order1", "r1", 1000, 1234).state == "succeeded"
    with pytest.raises(Unreachable):
        pay.refund("order1", "r2", 1000, 1234)
    assert provider.desk.book.refunded("order1") == 1000


def test_a_refund_that_fails_is_told_and_can_be_asked_for_again(provider, pay):
    provider.pay(pay.order(wanted(provider)))
    provider.faults(refund="ABNORMAL", refund_times=1)

    assert pay.refund("order1", "r1", 1234, 1234).state == "failed"
    assert pay.refund("order1", "r1", 1234, 1234).state == "succeeded"


@pytest.mark.parametrize("fault", [{"api_status": 503}, {"answer_lost": 1}, {"bad_signature": True}])
def test_no_answer_that_can_be_trusted_is_no_answer(provider, pay, fault):
    pay.order(wanted(provider))
    provider.faults(**fault)

    with pytest.raises(Unreachable):
        pay.ask("order1")


def test_a_new_certificate_is_fetched_when_it_is_first_met(provider, pay):
    pay.order(wanted(provider))
    provider.rotate()

    assert pay.ask("order1").state == "unpaid"


@pytest.mark.parametrize("way", ["signature", "serial", "stale", "cipher", "amount"])
def test_a_forged_callback_is_refused(provider, pay, way):
    page = pay.order(wanted(provider))
    provider.faults(callback_forged=way)
    provider.pay(page)
    [(headers, body)] = provider.wait_for(1)

    with pytest.raises(Forged):
        pay.read(headers, body, datetime.now(UTC))


def test_every_changed_byte_of_a_callback_is_noticed(provider, pay):
    """Two thousand here, ten thousand in the soak of the matter."""
    provider.pay(pay.order(wanted(provider)))
    [(headers, body)] = provider.wait_for(1)
    chance = random.Random(7)  # noqa: S311 - not for secrets
    refused = 0

    for _ in range(2000):
        at = chance.randrange(len(body))
        changed = body[:at] + bytes([body[at] ^ (1 + chance.randrange(255))]) + body[at + 1 :]
        with pytest.raises(Forged):
            pay.read(headers, changed, datetime.now(UTC))
        refused += 1

    assert refused == 2000


def test_a_callback_is_told_again_until_it_is_taken(provider, pay):
    provider.answers[:] = [200]
    provider.faults(callback_repeat=3)
    provider.pay(pay.order(wanted(provider)))

    heard = provider.wait_for(3)

    assert {pay.read(headers, body, datetime.now(UTC)).amount for headers, body in heard} == {1234}


def today():
    return datetime.now(BEIJING).date()


def test_the_days_bill_says_what_came_and_what_went_back(provider, pay):
    provider.pay(pay.order(wanted(provider)))
    pay.refund("order1", "order1-1", 234, 1234)

    assert list(pay.bill(today())) == [BillLine("paid", "order1", 1234), BillLine("refund", "order1-1", 234)]


def test_a_day_without_money_has_no_bill(pay):
    assert list(pay.bill(today())) == []


@pytest.mark.parametrize(
    "harm", [lambda it: it[:-40], lambda it: b"<html>" + it, lambda it: it[:30] + it[31:]]
)
def test_a_bill_that_is_not_whole_is_no_bill(harm):
    packed = gzip.compress(b"heading\r\n`sums\r\n`0,`0.00\r\n" * 9)

    with pytest.raises(Unreachable):
        list(wechat_bill.lines([harm(packed)], "0" * 40))
