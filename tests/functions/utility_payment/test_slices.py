"""A day of the books is too much for one run: it is worked through in slices, whichever of them are killed, to the same end."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from random import Random

import pytest

from bench.chaos.batch import Batch
from bench.chaos.cloud import Place
from bench.chaos.moods import Killed, Moods
from bench.chaos.table import Table, serving
from chalicelib.filters import BEIJING
from chalicelib.identity import Caller
from chalicelib.store import Delete
from functions.utility_payment.model.audit import Audit, AuditSoFar
from functions.utility_payment.model.entry import Entry
from functions.utility_payment.model.reconciliation import Reconciliation, ReconciliationSoFar, Unexplained
from functions.utility_payment.use_cases import advancing, auditing, reconciling
from tests.fakes import Clock

MANY = 200
WANG = Caller(id="officer-wang", roles=frozenset({"operator"}))


@dataclass
class Ticking:
    """Time passes whenever somebody looks: a slice is over at the next look."""

    clock: Clock
    looks: "count[int]" = field(default_factory=count)

    def __call__(self):
        return self.clock.time + timedelta(seconds=26 * next(self.looks))


@pytest.fixture
def place():
    """A day of two hundred payments, with three differences and two faults in it."""
    place = Place(3)
    with serving(Table()):
        place.moods.calm = True
        batch = Batch(place, 3, MANY)
        place.billers.down_until.clear()
        place.billers.refusing_bills.clear()
        for order in batch.payments:
            batch.goes(order)
            if order not in batch.automatic:
                place.provider.pay(order)
            advancing.advance(place.world, order)
            advancing.advance(place.world, order)
        money = place.provider.money
        for order in batch.payments[:3]:
            money[order] = replace(money[order], amount=money[order].amount + 1)
        for order in (batch.payments[7], batch.payments[100]):
            place.world.store.commit(Delete(place.world.store.parts(Entry, order)[0]))
        yield place


@pytest.fixture
def day(place):
    return place.clock.time.astimezone(BEIJING).date()


def sliced(place, some, model, name):
    """As sweeps do it, each of which may be killed; the result, and how many runs it took."""
    world = place.world
    moods = Moods(Random(5), killed=0.5)  # noqa: S311
    unlucky = replace(world, store=replace(world.store, moods=moods), now=Ticking(place.clock))
    for runs in range(1, 500):
        with suppress(Killed):
            some(unlucky, place.clock.time.astimezone(BEIJING).date())
        if done := place.world.store.find(model, name):
            return done, runs
    raise AssertionError("it never ends")


def plainly(record):
    return record.model_dump(exclude={"version", "done", "wrong"})


def test_an_audit_in_slices_finds_what_one_in_one_go_finds(place, day):
    at_once = auditing.audit(place.world, day)
    place.world.store.commit(Delete(at_once))

    done, runs = sliced(place, auditing.audit_some, Audit, at_once.id)

    assert runs > 2
    assert plainly(done) == plainly(at_once)
    assert (done.payments, done.found) == (MANY, 5)
    assert {(it.what, it.payment_id) for it in done.wrong} == {
        (it.what, it.payment_id) for it in at_once.wrong
    }
    assert place.world.store.find(AuditSoFar, done.id) is None


def test_a_reconciliation_in_slices_finds_what_one_in_one_go_finds(place, day):
    at_once = reconciling.reconcile(place.world, day)
    open_once = reconciling.unexplained(place.world, WANG)
    place.world.store.commit(Delete(at_once), *[Delete(it) for it in open_once])

    done, runs = sliced(place, reconciling.reconcile_some, Reconciliation, at_once.id)

    assert runs > 15
    assert plainly(done) == plainly(at_once)
    assert (done.open, done.explained) == (3, {"other_day": 2})
    assert [it.part for it in reconciling.unexplained(place.world, WANG)] == [it.part for it in open_once]
    assert place.world.store.find(ReconciliationSoFar, done.id) is None


def test_a_second_run_changes_nothing(place, day):
    first = (reconciling.reconcile(place.world, day), auditing.audit(place.world, day))
    queued = place.world.store.page(Unexplained, "open-differences", limit=50).items

    second = (reconciling.reconcile(place.world, day), auditing.audit(place.world, day))

    assert [plainly(it) for it in second] == [plainly(it) for it in first]
    assert place.world.store.page(Unexplained, "open-differences", limit=50).items == queued


def test_what_the_bucket_let_go_of_is_begun_anew(place, day):
    world = replace(place.world, now=Ticking(place.clock))
    for _ in range(4):
        assert reconciling.reconcile_some(world, day) is None
    place.world.files.kept.clear()

    done = None
    while done is None:
        done = reconciling.reconcile_some(world, day)

    assert done.lines["here"] > MANY
    assert (done.open, done.explained) == (3, {"other_day": 2})


def test_each_minute_takes_a_slice_until_the_day_is_done(place, day):
    place.clock.time = place.clock.time.replace(hour=3) + timedelta(days=1)  # eleven o'clock in Beijing
    world = replace(place.world, now=Ticking(place.clock))
    minutes = 0
    while world.store.find(Reconciliation, f"reconciliation#{day}") is None:
        auditing.audit_yesterday(world)
        reconciling.reconcile_yesterday(world)
        minutes += 1

    assert minutes > 5
    assert world.store.find(Audit, f"audit#{day}").payments == MANY
