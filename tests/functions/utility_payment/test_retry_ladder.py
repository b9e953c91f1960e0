"""The provider tells again and again, along its own ladder: whatever gets lost, repeated or late, one is paid once."""

import random
from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from functions.utility_payment.model.entry import Entry
from functions.utility_payment.use_cases import hearing
from tests.functions.utility_payment import mail
from tests.simulators.payments.running import Running

MINUTE, HOUR = 60, 3600
WAITS = [15, 15, 30, 3 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE, 30 * MINUTE, 30 * MINUTE, HOUR]
WAITS += [3 * HOUR, 3 * HOUR, 3 * HOUR, 6 * HOUR, 6 * HOUR]


@pytest.fixture(scope="module")
def provider():
    with Running() as running:
        yield running


@pytest.fixture
def paid(world, bills):
    return mail.orders(world, bills)


def entries(world, orders):
    return [[it.what for it in world.store.parts(Entry, order.out_trade_no)] for order in orders]


def test_the_ladder_has_the_providers_own_steps(world, provider, paid):
    """https://pay.weixin.qq.com/doc/v3/merchant/4012791861"""
    tried = mail.told_in_virtual_time(world, provider, paid[:1], lambda *_: 500)

    times = [datetime.fromisoformat(it["at"]) for it in tried]
    assert [(later - sooner).total_seconds() for sooner, later in pairwise(times)] == WAITS
    assert times[-1] - times[0] == timedelta(hours=24, minutes=4)


@pytest.mark.parametrize("rung", range(len(WAITS) + 1))
def test_whichever_try_arrives_pays_once(world, provider, paid, rung):
    real, tries = mail.reading_for_real(world, provider), Counter()

    def deliver(headers, body):
        tries["all"] += 1
        if tries["all"] <= rung:
            return 0
        hearing.hear(real, headers, body)
        return 204

    tried = mail.told_in_virtual_time(world, provider, paid[:1], deliver)

    assert len(tried) == rung + 1
    assert entries(world, paid[:1]) == [["paid"]]


@pytest.mark.parametrize("seed", range(4))
def test_lost_repeated_and_reordered_they_pay_once(world, provider, paid, seed):
    """Half are lost on their way; of those that arrive, half of the answers are lost on the way back."""
    real, chance, heard = mail.reading_for_real(world, provider), random.Random(seed), Counter()  # noqa: S311 - not for secrets

    def deliver(headers, body):
        if chance.random() < 0.5:
            return 0
        hearing.hear(real, headers, body)
        heard["all"] += 1
        return chance.choice([0, 204])

    tried = mail.told_in_virtual_time(
        world, provider, paid, deliver, callback_repeat=5, callback_reorder=True
    )

    assert len(tried) > heard["all"] > len(paid)
    assert entries(world, paid) == [["paid"]] * len(paid)
    facts = Counter(fact.data["case_id"] for fact in world.bus.facts if fact.type == "utility_payment.paid")
    assert set(facts.values()) == {1}
