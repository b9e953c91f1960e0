"""The verdict on a bad day: nothing to say of a product that is right, and a fen that went astray is missed."""

import pytest

from bench.chaos.batch import Batch
from bench.chaos.cloud import Place
from bench.chaos.verdict import NEVER, judge
from chalicelib.filters import BEIJING

SEED = 7


@pytest.fixture
def batch(table):
    """Five payments that have had their bad days."""
    place = Place(SEED)
    made = Batch(place, SEED, 5)
    made.first = place.clock.time.astimezone(BEIJING).date()
    made.run()
    return made


def verdict(batch):
    found = judge(batch, batch.first)
    return {name: found[name] for name in NEVER if found[name]}


def test_there_is_nothing_to_say(batch):
    assert verdict(batch) == {}
    assert batch.place.moods.done["callbacks lost"] > 0


def test_money_that_the_provider_lost_is_missed(batch):
    order = next(it for it in batch.payments if batch.place.provider.kept(it))
    money = batch.place.provider.money
    money[order] = type(money[order])(order, "t", money[order].amount - 1, money[order].at)

    assert verdict(batch) == {"fen_unexplained": 1, "open_differences": 1}


def test_a_bill_that_is_booked_twice_is_noticed(batch):
    bills = batch.place.billers
    bill, references = next(iter(bills.references.items()))
    [once] = references
    bills.references[bill] = {once, "another"}
    bills.booked_at["another"] = bills.booked_at[once]

    assert verdict(batch) == {"double_charges": 1, "open_differences": 1}
