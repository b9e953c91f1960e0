"""From bill to receipt, and everything that may go wrong on the way."""

from datetime import timedelta

import pytest

from chalicelib.errors import Busy, Conflict, Forged, Invalid, NotFound
from chalicelib.ports.payments import Back
from functions.utility_payment.model.account import Binding
from functions.utility_payment.use_cases import (
    accounts,
    advancing,
    hearing,
    leaving,
    receipts,
    starting,
    watching,
)
from tests.functions.utility_payment.conftest import LI

OURS = {"signature": "ours"}


def test_binding_an_account_twice_is_one_account(world, power):
    again = accounts.bind(world, LI, Binding(utility="electricity", city="3401", number="3401000011"))

    assert again.id == power.id
    assert len(accounts.mine(world, LI)) == 1


def test_an_account_that_is_none_is_said_at_its_field(world):
    with pytest.raises(Invalid) as refused:
        accounts.bind(world, LI, Binding(utility="water", city="3401", number="123456"))

    assert "number" in refused.value.fields


def test_a_biller_that_is_down_hides_no_other_account(world, power, gas):
    world.billers.down = True

    statements = accounts.overview(world, LI)

    assert [it.reachable for it in statements] == [False, False]
    with pytest.raises(Busy):
        starting.start(world, LI, [f"{power.id}/x"])


def test_what_is_paid_is_posted_and_has_a_receipt(world, ordered, until_final, balances):
    world.payments.pay(ordered.id)

    settled = until_final(ordered.id)

    assert settled.status == "settled"
    assert {line.status for line in settled.lines} == {"posted"}
    assert receipts.receipt(world, LI, ordered.id).startswith(b"%PDF")
    assert balances(ordered.id)["payer"] == 0
    assert world.payments.held() == ordered.amount == 4000


def test_the_callback_is_enough_and_repeats_change_nothing(world, ordered, balances):
    world.payments.pay(ordered.id)

    for _ in range(10):
        hearing.hear(world, OURS, ordered.id.encode())

    assert balances(ordered.id) == {"provider": 4000, "payer": -4000}
    assert [fact.type for fact in world.bus.facts].count("utility_payment.paid") == 1


def test_a_forged_callback_writes_nothing(world, ordered):
    world.payments.pay(ordered.id)
    before = len(world.bus.facts)

    with pytest.raises(Forged):
        hearing.hear(world, {"signature": "theirs"}, ordered.id.encode())

    assert len(world.bus.facts) == before
    assert starting.owned(world, LI, ordered.id).status == "pending"


def test_a_callback_about_nothing_of_ours_is_taken_in_silence(world, ordered):
    world.payments.money["stranger"] = world.payments.pay(ordered.id).__class__(
        "stranger", "t", 1, world.now()
    )

    hearing.hear(world, OURS, b"stranger")


def test_a_callback_about_a_refund_made_by_hand_is_taken_in_silence(world, ordered):
    world.payments.money["console"] = Back("byhand20260501", "succeeded")

    hearing.hear(world, OURS, b"console")


def test_nobody_pays_and_the_order_is_closed(world, ordered, bills, until_final):
    closed = until_final(ordered.id)

    assert closed.status == "closed"
    assert ordered.id in world.payments.closed
    assert starting.start(world, LI, bills).amount == 4000


def test_a_bill_that_is_being_paid_is_not_paid_twice(world, ordered, bills):
    with pytest.raises(Conflict):
        starting.start(world, LI, bills[:1])


def test_before_it_expires_the_provider_is_asked(world, ordered, until_final):
    """The callback never came, and the money did."""
    world.clock.advance(timedelta(minutes=89))
    world.payments.pay(ordered.id)
    world.clock.advance(timedelta(hours=3))

    assert until_final(ordered.id).status == "settled"


def test_the_wrong_amount_goes_back_in_full(world, ordered, until_final, balances):
    world.payments.pay(ordered.id, 3999)

    returned = until_final(ordered.id)

    assert returned.status == "returned"
    assert world.payments.held() == 0
    assert set(balances(ordered.id).values()) == {0}


def test_money_after_the_end_goes_back(world, ordered, until_final):
    assert until_final(ordered.id).status == "closed"

    world.payments.pay(ordered.id)
    hearing.hear(world, OURS, ordered.id.encode())

    assert until_final(ordered.id).status == "returned"
    assert world.payments.held() == 0


def test_a_refused_bill_goes_back_and_the_others_stay(world, ordered, until_final):
    world.billers.paid["gas-3416", "3416000022-2026-05"] = "somebody else"
    world.payments.pay(ordered.id)

    settled = until_final(ordered.id)

    refused = [line for line in settled.lines if line.status == "refunded"]
    assert sum(line.amount for line in refused) == 4000 - world.payments.held()
    assert 0 < len(refused) < len(settled.lines)


def test_a_biller_that_is_down_for_26_hours_gives_the_money_back(world, ordered, until_final):
    world.payments.pay(ordered.id)
    hearing.hear(world, OURS, ordered.id.encode())
    world.billers.down = True
    began = world.now()
    while world.now() < began + timedelta(hours=27):
        advancing.advance(world, ordered.id)
        world.clock.advance(timedelta(hours=1))
    assert starting.owned(world, LI, ordered.id).status == "paid"

    world.billers.down = False

    assert {line.status for line in until_final(ordered.id).lines} == {"refunded"}
    assert world.payments.held() == 0


def test_lost_answers_charge_nobody_twice(world, ordered, until_final, balances):
    world.payments.pay(ordered.id)
    world.payments.lost, world.billers.lost = 3, 3

    settled = until_final(ordered.id)

    assert settled.status == "settled"
    assert len(set(world.billers.paid.values())) == len(settled.lines)
    assert balances(ordered.id)["payer"] == 0


def test_a_refund_that_fails_waits_for_an_operator(world, ordered):
    world.payments.pay(ordered.id, 1)
    world.payments.failing_refunds = 1
    advancing.advance(world, ordered.id)

    failed = advancing.advance(world, ordered.id)

    assert [refund.status for refund in failed.refunds] == ["failed"]
    assert not failed.is_final


def test_where_the_machine_has_stopped_the_sweep_goes_on(world, ordered):
    world.payments.pay(ordered.id)
    world.clock.advance(timedelta(hours=2))

    for _ in range(3):
        watching.see_to_unfinished(world)
        world.clock.advance(timedelta(minutes=11))

    assert starting.owned(world, LI, ordered.id).status == "settled"


def test_an_account_may_be_let_go_while_it_is_paid_for(world, power, ordered, until_final):
    world.payments.pay(ordered.id)
    leaving.unbind(world, LI, power.id)

    assert until_final(ordered.id).status == "settled"


def test_what_is_not_theirs_is_not_there(world, ordered, power):
    with pytest.raises(NotFound):
        starting.owned(world, "citizen-wang", ordered.id)
    with pytest.raises(NotFound):
        accounts.owned(world, "citizen-wang", power.id)
