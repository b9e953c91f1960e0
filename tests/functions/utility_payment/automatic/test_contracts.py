"""Leave to debit: signed and ended at the provider, told of or not, and ours in the end the same."""

from datetime import timedelta

import pytest

from chalicelib.errors import Busy, Conflict
from chalicelib.ports.payments import Contract
from functions.utility_payment.model.auto_pay import AutoPay, Ceiling, Debit
from functions.utility_payment.use_cases import (
    contracts,
    hearing,
    leaving,
)
from tests.functions.utility_payment.automatic.conftest import a_minute, days, payments, told
from tests.functions.utility_payment.conftest import LI


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
