"""The verdict on a bad day: nothing to say of a product that is right, and a fen that went astray is missed."""

import pytest

from bench.chaos.batch import Batch
from bench.chaos.cloud import Place
from bench.chaos.moods import Killed
from bench.chaos.table import Table, serving
from bench.chaos.verdict import NEVER, judge
from chalicelib.filters import BEIJING
from chalicelib.store import Delete
from functions.utility_payment.model.bill import Claim, claim_of
from functions.utility_payment.model.payment import Payment

SEED = 7


@pytest.fixture
def batch():
    """Twenty payments that have had their bad days."""
    place = Place(SEED)
    with serving(Table(place.moods.request)):
        made = Batch(place, SEED, 20)
        made.first = place.clock.time.astimezone(BEIJING).date()
        made.run()
        yield made


def verdict(batch):
    found = judge(batch, batch.first)
    return {name: found[name] for name in NEVER if found[name]}


def test_there_is_nothing_to_say(batch):
    assert verdict(batch) == {}
    assert batch.place.moods.done["callbacks lost"] > 0


def test_when_the_power_fails_whoever_asks_for_anything_is_gone_until_it_returns():
    moods = Place(SEED).moods
    moods.fuse = 2
    moods.request()

    for _ in range(2):
        with pytest.raises(Killed):
            moods.request()
    moods.power_returns()
    moods.request()

    assert moods.done == {"lost in power cuts": 2, "power cuts": 1}


def test_a_fact_that_the_bus_never_heard_is_missed(batch):
    batch.world.store.sweep()
    facts = batch.place.bus.facts
    facts[:] = [it for it in facts if it.id != facts[0].id]

    assert verdict(batch) == {"facts_untold": 1}


def test_a_bill_that_the_wrong_payment_holds_is_noticed(batch):
    payment = batch.world.store.get(Payment, batch.payments[0])
    claim = claim_of(payment.lines[0].biller, payment.lines[0].bill_id)
    known = batch.world.store.find(Claim, claim)
    batch.place.moods.calm = True
    batch.world.store.commit(Delete(known) if known else Claim(id=claim, payment_id=payment.id))

    assert verdict(batch) == {"claims_wrong": 1}


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
