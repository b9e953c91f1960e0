"""The simulated billers over HTTP, each with a habit of its own: slow, down for an hour, wrong about a sum, and saying things twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.filters import BEIJING
from functions.utility_payment.model.account import Binding
from functions.utility_payment.model.payment import Payment
from functions.utility_payment.use_cases import accounts, advancing, reconciling, starting
from simulators.billers import meters
from tests.functions.utility_payment.conftest import LI
from tests.simulators.billers.running import Running

NUMBER = meters.complete("340100077")


@pytest.fixture(scope="module")
def billers():
    with Running() as running:
        yield running


@pytest.fixture
def there(world, billers):
    """The world, with the simulated billers in it, who live by its clock."""
    billers.reset()
    billers.follow(world.clock)
    return replace(world, billers=billers.product())


def paid(world, utility="electricity"):
    """Everything that is due on a new account, with the money at the provider."""
    account = accounts.bind(world, LI, Binding(utility=utility, city="3401", number=NUMBER))
    bills = accounts.statement(world, account).bills
    payment = starting.start(world, LI, [f"{account.id}/{it.bill_id}" for it in bills])
    starting.go_on(world, LI, payment.id, "browser", "127.0.0.1")
    world.payments.pay(payment.id)
    return payment


def until_final(world, payment):
    """As the state machine does it, with its waits; how long it took."""
    began = world.now()
    for _ in range(300):
        payment = advancing.advance(world, payment.id)
        if payment.is_final:
            return payment, world.now() - began
        world.clock.advance(advancing.pause(payment, world.now()))
    raise AssertionError(payment.status)


def test_who_is_down_for_an_hour_has_it_soon_after_once(there, billers):
    payment = paid(there)
    billers.habits(biller="electricity", down_minutes=60)

    settled, took = until_final(there, payment)

    assert timedelta(hours=1) <= took < timedelta(hours=1, minutes=20)
    assert [line.status for line in settled.lines] == ["posted", "posted"]
    assert [it.times for it in billers.postings] == [1, 1]
    assert there.payments.held() == payment.amount


def test_who_says_a_wrong_amount_does_not_get_it_and_it_goes_back(there, billers):
    billers.habits(biller="electricity", wrong_amount=100)
    payment = paid(there)

    settled, _ = until_final(there, payment)

    assert {(refund.reason, refund.status) for refund in settled.refunds} == {("refused", "succeeded")}
    assert [it.times for it in billers.postings] == [0, 0]
    assert there.payments.held() == 0


def test_who_is_late_is_asked_again_and_books_once(there, billers):
    payment = paid(there, "gas")

    settled, _ = until_final(there, payment)

    assert settled.status == "settled"
    assert [it.times for it in billers.postings] == [1, 1]


def test_who_says_everything_twice_in_its_file_is_found_out(there, billers):
    until_final(there, paid(there))
    billers.habits(biller="electricity", repeats=True)

    done = reconciling.reconcile(there, there.now().astimezone(BEIJING).date())

    assert (done.open, done.lines) == (2, {"here": 3, "there": 5})


def test_who_loses_its_answers_books_once(there, billers):
    payment = paid(there)
    billers.habits(biller="electricity", lost=3)

    until_final(there, payment)

    assert [it.times for it in billers.postings] == [1, 1]
    assert there.store.get(Payment, payment.id).status == "settled"
