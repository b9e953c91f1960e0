"""委托代扣 through the SDK's signed core, against a provider that keeps the documented rules of days, hours and amounts."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.filters import BEIJING
from chalicelib.ports.payments import Contract, NotOffered, Unreachable, Wanted
from tests.simulators.payments.running import Running

MORNING = datetime(2026, 6, 16, 9, tzinfo=BEIJING)


@pytest.fixture(scope="module")
def provider():
    with Running() as running:
        yield running


@pytest.fixture
def pay(provider):
    provider.reset()
    provider.desk.papay.now = lambda: MORNING
    return provider.product()


@pytest.fixture
def number(provider, pay):
    """Of a contract that has been signed."""
    provider.sign(pay.sign("code1", "合肥电费 尾号0011", provider.callback))
    return pay.contract("code1").number


def later(provider, **how):
    provider.desk.papay.now = lambda: MORNING + timedelta(**how)


def wanted(provider, order="order1", amount=2000):
    until = datetime.now(UTC) + timedelta(minutes=90)
    return Wanted(order, amount, "电费", until, provider.callback, "browser", "127.0.0.1")


def test_a_contract_is_signed_and_the_callback_says_so(provider, pay):
    page = pay.sign("code1", "合肥电费 尾号0011", provider.callback)
    assert pay.contract("code1") == Contract("code1", "none")

    assert "已开通" in provider.sign(page)
    [(headers, body)] = provider.wait_for(1)

    assert pay.read(headers, body, datetime.now(UTC)) == pay.contract("code1")
    assert pay.contract("code1").state == "signed"


def test_it_is_ended_by_us_as_often_as_we_like(provider, pay, number):
    assert pay.end("code1").state == "ended"
    assert pay.end("code1").state == "ended"
    assert pay.end("nobody").state == "none"


def test_it_is_ended_by_its_payer_and_the_callback_says_so(provider, pay):
    page = pay.sign("code1", "电费", provider.callback)
    provider.sign(page)
    provider.sign(page, "end")

    headers, body = provider.wait_for(2)[1]

    assert pay.read(headers, body, datetime.now(UTC)).state == "ended"


def test_a_code_is_never_used_again(provider, pay, number):
    pay.end("code1")

    with pytest.raises(Unreachable):
        pay.sign("code1", "电费", provider.callback)


def test_a_debit_is_announced_and_made_two_days_later_once(provider, pay, number):
    pay.announce(number, 2000)
    pay.announce(number, 2000)
    later(provider, days=2)

    for _ in range(3):
        pay.debit(wanted(provider), number)

    assert pay.ask("order1").money.amount == 2000
    assert provider.desk.book.orders["order1"].trade_type == "PAP"


@pytest.mark.parametrize(
    ("how", "amount"),
    [({"days": 1}, 2000), ({"days": 9}, 2000), ({"days": 2, "hours": 13}, 2000), ({"days": 2}, 2001)],
    ids=["the day after", "too late", "at night", "more than announced"],
)
def test_no_debit_outside_what_was_announced(provider, pay, number, how, amount):
    pay.announce(number, 2000)
    later(provider, **how)

    with pytest.raises(Unreachable):
        pay.debit(wanted(provider, amount=amount), number)
    assert pay.ask("order1").state == "none"


def test_a_debit_that_the_bank_refuses_is_failed_and_can_be_closed(provider, pay, number):
    pay.announce(number, 2000)
    later(provider, days=2)
    provider.faults(debit="PAYERROR")

    pay.debit(wanted(provider), number)

    assert pay.ask("order1").state == "failed"
    assert pay.close("order1").state == "closed"


def test_nothing_is_debited_after_the_end(provider, pay, number):
    pay.announce(number, 2000)
    pay.end("code1")
    later(provider, days=2)

    with pytest.raises(Unreachable):
        pay.debit(wanted(provider), number)


def test_a_merchant_without_a_plan_offers_none(provider, pay):
    del pay.parameters["payments/plan-id"]

    with pytest.raises(NotOffered):
        pay.sign("code1", "电费", provider.callback)
