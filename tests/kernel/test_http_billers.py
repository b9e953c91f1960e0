"""Billers over HTTP: what is due, and a posting that counts once whatever happens on the way."""

import pytest

from chalicelib.ports.billers import NoAccount, Unreachable
from tests.simulators.billers.running import ACCOUNT, Running

POWER, WATER, GAS = "electricity-3401", "water-3401", "gas-3401"


@pytest.fixture(scope="module")
def everybody():
    with Running() as running:
        yield running


@pytest.fixture
def billers(everybody):
    everybody.reset()
    return everybody.product()


def post(billers, biller=POWER, reference="p1-0", more=0):
    bill = billers.statement(biller, ACCOUNT).bills[0]
    return billers.post(biller, reference, ACCOUNT, bill.bill, bill.amount + more)


def test_a_statement_shows_what_is_due_and_a_year_of_use(billers):
    statement = billers.statement(WATER, ACCOUNT)

    assert len(statement.bills) == 2
    assert len(statement.history) == 12
    assert statement.bills[-1].amount == statement.history[-1].amount
    assert statement.unit == "吨"


def test_an_account_that_does_not_check_out_is_none(billers):
    with pytest.raises(NoAccount):
        billers.statement(WATER, "1234567890")


def test_a_posting_counts_once(everybody, billers):
    bill = billers.statement(POWER, ACCOUNT).bills[0]

    states = {billers.post(POWER, "p1-0", ACCOUNT, bill.bill, bill.amount) for _ in range(5)}

    assert states == {"posted"}
    assert [it.times for it in everybody.postings] == [1]
    assert bill.bill not in {it.bill for it in billers.statement(POWER, ACCOUNT).bills}


def test_a_bill_is_posted_for_one_payment_only(billers):
    bill = billers.statement(POWER, ACCOUNT).bills[0]
    billers.post(POWER, "p1-0", ACCOUNT, bill.bill, bill.amount)

    assert billers.post(POWER, "p2-0", ACCOUNT, bill.bill, bill.amount) == "refused"


def test_another_amount_is_refused(billers):
    assert post(billers, more=1) == "refused"


def test_a_posting_whose_answer_was_lost_is_posted(everybody, billers):
    bill = billers.statement(POWER, ACCOUNT).bills[0]
    everybody.habits(biller=POWER, lost=1)

    with pytest.raises(Unreachable):
        billers.post(POWER, "p1-0", ACCOUNT, bill.bill, bill.amount)

    assert billers.post(POWER, "p1-0", ACCOUNT, bill.bill, bill.amount) == "posted"
    assert [it.times for it in everybody.postings] == [1]


def test_a_late_biller_is_asked_again(billers):
    bill = billers.statement(GAS, ACCOUNT).bills[0]

    assert billers.post(GAS, "p1-0", ACCOUNT, bill.bill, bill.amount) == "underway"
    assert billers.post(GAS, "p1-0", ACCOUNT, bill.bill, bill.amount) == "posted"


def test_what_is_cancelled_is_never_posted(billers):
    bill = billers.statement(POWER, ACCOUNT).bills[0]

    assert billers.cancel(POWER, "p1-0") == "refused"
    assert billers.post(POWER, "p1-0", ACCOUNT, bill.bill, bill.amount) == "refused"


def test_what_is_posted_cannot_be_cancelled_but_reversed(billers):
    bill = billers.statement(POWER, ACCOUNT).bills[0]
    billers.post(POWER, "p1-0", ACCOUNT, bill.bill, bill.amount)

    assert billers.cancel(POWER, "p1-0") == "posted"
    assert billers.reverse(POWER, "p1-0", bill.amount)
    assert billers.reverse(POWER, "p1-0", bill.amount)
    assert not billers.reverse(POWER, "p1-0", bill.amount + 1)


@pytest.mark.parametrize("habit", [{"down": True}, {"garbage": True}])
def test_a_biller_that_makes_no_sense_is_not_there(everybody, billers, habit):
    everybody.habits(biller=POWER, **habit)

    with pytest.raises(Unreachable):
        billers.statement(POWER, ACCOUNT)
