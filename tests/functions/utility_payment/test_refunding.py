"""A bill that was paid by mistake comes back: two operators agree, the biller gives it back, the provider pays it out."""

import pytest

from chalicelib.errors import Busy, Conflict, NotYours
from chalicelib.identity import Caller
from functions.utility_payment.model.refund_request import Decline, Wish
from functions.utility_payment.use_cases import advancing, refunding
from tests.functions.utility_payment.conftest import LI

WANG, ZHAO = (Caller(id=f"officer-{name}", roles=frozenset({"operator"})) for name in ("wang", "zhao"))
MISTAKE = Wish(line=0, words="缴到别人家的户号了。")


@pytest.fixture
def settled(world, ordered, until_final):
    world.payments.pay(ordered.id)
    return until_final(ordered.id)


@pytest.fixture
def asked(world, settled):
    return refunding.ask(world, LI, settled.id, MISTAKE)


def test_two_operators_give_it_back(world, asked, until_final, balances):
    before = world.payments.held()

    refunding.approve(world, WANG, asked.id, 0)
    refunding.approve(world, ZHAO, asked.id, 0)
    final = until_final(asked.id)

    assert final.lines[0].status == "refunded"
    assert before - world.payments.held() == asked.amount
    assert balances(asked.id)["payer"] == 0
    assert [it.status for it in refunding.of_payment(world, asked.id)] == ["returned"]


def test_one_operator_is_not_enough(world, asked):
    refunding.approve(world, WANG, asked.id, 0)

    with pytest.raises(NotYours):
        refunding.approve(world, WANG, asked.id, 0)
    assert world.payments.refunds == {}


def test_asking_twice_is_asking_once(world, asked):
    again = refunding.ask(world, LI, asked.id, MISTAKE)

    assert again.asked == asked.asked
    assert len(refunding.open_requests(world, WANG)) == 1


def test_what_is_not_posted_cannot_be_given_back(world, ordered):
    with pytest.raises(Conflict):
        refunding.ask(world, LI, ordered.id, MISTAKE)


def test_a_biller_that_is_down_is_asked_again_later(world, asked):
    refunding.approve(world, WANG, asked.id, 0)
    world.billers.down = True

    with pytest.raises(Busy):
        refunding.approve(world, ZHAO, asked.id, 0)

    world.billers.down = False
    assert refunding.approve(world, ZHAO, asked.id, 0).status == "returned"


def test_a_biller_that_says_no_is_the_answer(world, asked):
    world.billers.states.clear()
    refunding.approve(world, WANG, asked.id, 0)

    assert refunding.approve(world, ZHAO, asked.id, 0).status == "declined"
    assert world.payments.refunds == {}


def test_an_operator_may_decline_with_a_reason(world, asked):
    declined = refunding.decline(world, WANG, asked.id, 0, Decline(answer="这张账单已经用于抵扣。"))

    assert declined.status == "declined"
    assert refunding.open_requests(world, WANG) == []
    with pytest.raises(Conflict):
        refunding.approve(world, ZHAO, asked.id, 0)


def test_a_refund_that_failed_goes_out_again(world, ordered, until_final):
    world.payments.pay(ordered.id, 1)
    world.payments.failing_refunds = 1
    advancing.advance(world, ordered.id)
    failed = advancing.advance(world, ordered.id)

    refunding.again(world, WANG, ordered.id, failed.refunds[0].id)

    assert until_final(ordered.id).status == "returned"
    assert world.payments.held() == 0


def test_citizens_decide_nothing(world, asked):
    with pytest.raises(NotYours):
        refunding.approve(world, Caller(id=LI), asked.id, 0)
