"""A citizen with two accounts, and the provider, the billers and the clock around them."""

import pytest

from functions.utility_payment.model.account import Binding
from functions.utility_payment.model.entry import Entry
from functions.utility_payment.use_cases import accounts, advancing, starting

LI = "citizen-li"


@pytest.fixture
def power(world):
    return accounts.bind(world, LI, Binding(utility="electricity", city="3401", number="3401000011"))


@pytest.fixture
def gas(world):
    return accounts.bind(world, LI, Binding(utility="gas", city="3416", number="3416000022", label="父母家"))


@pytest.fixture
def bills(world, power, gas):
    """Everything that is due, as it is chosen on a page."""
    return [
        f"{statement.account.id}/{bill.bill_id}"
        for statement in accounts.overview(world, LI)
        for bill in statement.bills
    ]


@pytest.fixture
def ordered(world, bills):
    """A payment whose order the provider has."""
    payment = starting.start(world, LI, bills)
    starting.go_on(world, LI, payment.id, "browser", "127.0.0.1")
    return payment


@pytest.fixture
def until_final(world):
    """Let the state machine do its work, with its waits, until the payment is final."""

    def run(payment_id, most=300):
        for _ in range(most):
            payment = advancing.advance(world, payment_id)
            if payment.is_final:
                return payment
            world.clock.advance(advancing.pause(payment, world.now()))
        raise AssertionError(f"still {payment.status}")

    return run


@pytest.fixture
def balances(world):
    """What the ledger says of a payment, by account."""

    def of(payment_id):
        sums = {}
        for entry in world.store.parts(Entry, payment_id):
            for posting in entry.postings:
                sums[posting.account] = sums.get(posting.account, 0) + posting.amount
        return sums

    return of
