"""An account whose bills pay themselves, and the minutes and days in which they do."""

from datetime import datetime, timedelta

import pytest

from chalicelib.filters import BEIJING
from functions.utility_payment.model.auto_pay import AutoPay, Ceiling
from functions.utility_payment.model.payment import Payment
from functions.utility_payment.use_cases import (
    advancing,
    contracts,
    debiting,
    hearing,
    reminding,
)
from tests.functions.utility_payment.conftest import LI

MID_JUNE = datetime(2026, 6, 16, 9, tzinfo=BEIJING)


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
