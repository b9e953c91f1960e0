"""At night somebody looks at the ledger who trusts nobody: what a hand in the table has done is found."""

import json
from datetime import date, timedelta

import pytest

from chalicelib.identity import Caller
from chalicelib.store import Delete
from functions.utility_payment.model.audit import Audit, of
from functions.utility_payment.model.entry import Entry
from functions.utility_payment.model.payment import Payment
from functions.utility_payment.use_cases import auditing, hearing, showing

TODAY = date(2026, 5, 1)
WANG = Caller(id="officer-wang", roles=frozenset({"operator"}))


@pytest.fixture
def settled(world, ordered, until_final):
    world.payments.pay(ordered.id)
    return until_final(ordered.id)


def found(world):
    return {(it.what, it.payment_id) for it in auditing.audit(world, TODAY).wrong}


def test_right_books_are_right(world, settled):
    done = auditing.audit(world, TODAY)

    assert (done.payments, done.entries, done.found) == (1, 5, 0)


def test_a_payment_under_way_is_right_as_well(world, ordered):
    world.payments.pay(ordered.id)
    hearing.hear(world, {"signature": "ours"}, ordered.id.encode())

    assert found(world) == set()


def test_a_planted_imbalance_is_found_and_named(world, settled):
    entry = world.store.parts(Entry, settled.id)[1]
    entry.postings[0].amount += 1
    world.store.commit(entry)

    assert found(world) == {("entry", settled.id), ("payer", settled.id), ("day", "")}


def test_an_entry_that_is_gone_is_missed(world, settled):
    [paid, *_] = world.store.parts(Entry, settled.id)
    world.store.commit(Delete(paid))

    assert found(world) == {("payer", settled.id), ("provider", settled.id), ("day", "")}


def test_a_payment_that_was_made_to_look_otherwise_is_found(world, settled):
    world.store.commit(
        settled.model_copy(
            update={"received": {"t": 1}, "version": world.store.get(Payment, settled.id).version}
        )
    )

    assert found(world) == {("provider", settled.id)}


def test_it_is_done_once_a_night_and_rings_where_something_is_wrong(world, settled, capsys):
    entry = world.store.parts(Entry, settled.id)[0]
    entry.postings[0].amount += 1
    world.store.commit(entry)
    world.clock.time = world.clock.time.replace(day=1, hour=16, minute=59)  # 0:59 in Beijing
    auditing.audit_yesterday(world)
    assert world.store.find(Audit, of(TODAY)) is None

    world.clock.advance(timedelta(minutes=1))
    auditing.audit_yesterday(world)
    auditing.audit_yesterday(world)

    rung = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "LedgerUnbalanced" in line]
    assert [it["LedgerUnbalanced"] for it in rung] == [[3.0], [0.0]]  # and then the night before
    assert showing.operations(world, WANG).health == "waiting"
