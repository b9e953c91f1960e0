"""Competing writers on one payment: each happening counts once, and the ledger says the same as the payment."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from functions.utility_payment.model.entry import Entry, entries_of
from functions.utility_payment.model.payment import Line, Payment
from functions.utility_payment.rules import happenings as what
from functions.utility_payment.rules.moves import Impossible
from functions.utility_payment.use_cases.moving import happened


@pytest.fixture
def payment(world):
    lines = [Line(bill_id="b1", biller="water", account_id="a1", amount=1200, reference="p1-0")]
    now = world.now()
    made = Payment(
        id="p1",
        citizen_id="citizen-li",
        amount=1200,
        lines=lines,
        created=now,
        until=now + timedelta(minutes=90),
        status="pending",
    )
    world.store.commit(made)
    return made


def balances(world, payment):
    sums = Counter()
    for entry in world.store.parts(Entry, payment.id):
        for posting in entry.postings:
            sums[posting.account] += posting.amount
    return sums


def money(world):
    return what.MoneyCame("t1", 1200, world.now())


def test_the_same_callback_from_everywhere_counts_once(world, payment):
    with ThreadPoolExecutor(16) as many:
        found = list(many.map(lambda _: happened(world, payment.id, money(world)), range(64)))

    assert {it.status for it in found} == {"paid"}
    assert len(world.store.parts(Entry, payment.id)) == 1
    assert [fact.type for fact in world.bus.facts] == ["utility_payment.paid"]


def test_the_ledger_follows_the_money_to_the_biller(world, payment):
    happened(world, payment.id, money(world))
    settled = happened(world, payment.id, what.Posted(0))

    assert settled.status == "settled"
    assert balances(world, payment) == {"provider": 1200, "payer": 0, "biller:water": -1200}


def test_and_back_to_whoever_paid(world, payment):
    happened(world, payment.id, money(world))
    happened(world, payment.id, what.Refused(0))
    settled = happened(world, payment.id, what.Refunded("p1-1"))

    assert settled.status == "settled"
    assert set(balances(world, payment).values()) == {0}


def test_each_day_of_the_ledger_sums_to_nothing(world, payment):
    happened(world, payment.id, money(world))
    world.clock.advance(timedelta(days=1))
    happened(world, payment.id, what.Posted(0))

    for day in (date(2026, 5, 1), date(2026, 5, 2)):
        entries = world.store.page(Entry, entries_of(day)).items
        assert len(entries) == 1
        assert sum(posting.amount for entry in entries for posting in entry.postings) == 0


def test_what_cannot_happen_changes_nothing(world, payment):
    with pytest.raises(Impossible):
        happened(world, payment.id, what.Posted(0))

    assert world.store.parts(Entry, payment.id) == []
    assert world.bus.facts == []
