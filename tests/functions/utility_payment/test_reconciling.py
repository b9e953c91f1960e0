"""Three books of a day: what matches is silent, what explains itself is counted, the rest needs two pairs of eyes."""

from datetime import date, timedelta

import pytest

from chalicelib.errors import Conflict, NotYours
from chalicelib.identity import Caller
from chalicelib.ports.billers import Booked, Unreachable
from chalicelib.ports.payments import BillLine
from functions.utility_payment.model.reconciliation import Proposal, Reconciliation, of
from functions.utility_payment.use_cases import hearing, reconciling

TODAY = date(2026, 5, 1)
WANG, ZHAO = (Caller(id=f"officer-{name}", roles=frozenset({"operator"})) for name in ("wang", "zhao"))
AGREED = Proposal(resolution="agreed", words="已与银行核对。")


@pytest.fixture
def settled(world, ordered, until_final):
    world.payments.pay(ordered.id)
    return until_final(ordered.id)


def test_books_that_agree_leave_nothing_to_do(world, settled):
    done = reconciling.reconcile(world, TODAY)

    assert done.lines == {"here": 5, "there": 5}
    assert (done.explained, done.open) == ({}, 0)


def test_a_payment_that_is_booked_before_midnight_explains_itself(world, ordered):
    """The callback came after midnight: it stands in the provider's bill of the first, in our ledger of the second."""
    world.payments.pay(ordered.id)
    world.clock.advance(timedelta(days=1))
    hearing.hear(world, {"signature": "ours"}, ordered.id.encode())

    assert reconciling.reconcile(world, TODAY).explained == {"other_day": 1}
    assert reconciling.reconcile(world, TODAY).open == 0


@pytest.mark.parametrize(
    ("line", "book", "name"),
    [
        (BillLine("paid", "stranger", 500), "paid", "missing_here"),
        (BillLine("refund", "stranger-1", 500), "refund", "missing_here"),
        (Booked("stranger-0", 500), "posted", "missing_here"),
        (Booked("nothinglikeours", 500), "posted", "missing_here"),
    ],
)
def test_what_nobody_can_explain_is_queued(world, settled, line, book, name):
    (world.billers if isinstance(line, Booked) else world.payments).lines.append(line)

    reconciling.reconcile(world, TODAY)

    [queued] = reconciling.unexplained(world, WANG)
    assert (queued.book, queued.name, queued.there) == (book, name, 500)


def test_a_bill_posted_twice_is_queued(world, settled):
    world.billers.lines.append(Booked(settled.lines[0].reference, settled.lines[0].amount))

    reconciling.reconcile(world, TODAY)

    assert [it.name for it in reconciling.unexplained(world, WANG)] == ["twice_there"]


def test_another_amount_is_queued(world, settled):
    money = world.payments.money[settled.id]
    world.payments.money[settled.id] = money.__class__(money.order, money.transaction, 3999, money.at)

    reconciling.reconcile(world, TODAY)

    [queued] = reconciling.unexplained(world, WANG)
    assert (queued.name, queued.here, queued.there) == ("amount_differs", 4000, 3999)


def test_a_second_run_changes_nothing(world, settled):
    world.payments.lines.append(BillLine("paid", "stranger", 500))
    first = reconciling.reconcile(world, TODAY)
    [queued] = reconciling.unexplained(world, WANG)
    reconciling.propose(world, WANG, TODAY, queued.part, AGREED)

    again = reconciling.reconcile(world, TODAY)

    assert again.model_dump(exclude={"version"}) == first.model_dump(exclude={"version"})
    assert [it.words for it in reconciling.unexplained(world, WANG)] == [AGREED.words]


def test_two_pairs_of_eyes_settle_it(world, settled):
    world.payments.lines.append(BillLine("paid", "stranger", 500))
    reconciling.reconcile(world, TODAY)
    [queued] = reconciling.unexplained(world, WANG)

    with pytest.raises(Conflict):
        reconciling.settle(world, ZHAO, TODAY, queued.part)
    reconciling.propose(world, WANG, TODAY, queued.part, AGREED)
    with pytest.raises(NotYours):
        reconciling.settle(world, WANG, TODAY, queued.part)
    reconciling.settle(world, ZHAO, TODAY, queued.part)

    assert reconciling.unexplained(world, WANG) == []


def test_only_operators_see_it(world, settled):
    with pytest.raises(NotYours):
        reconciling.unexplained(world, Caller(id="citizen-li"))


def test_a_book_that_cannot_be_read_to_its_end_files_nothing(world, settled):
    world.billers.down = True

    with pytest.raises(Unreachable):
        reconciling.reconcile(world, TODAY)

    assert world.store.find(Reconciliation, of(TODAY)) is None


def test_it_is_done_once_a_day_after_ten(world, settled):
    world.clock.time = world.clock.time.replace(day=2, hour=1, minute=59)  # 9:59 in Beijing
    reconciling.reconcile_yesterday(world)
    assert world.store.find(Reconciliation, of(TODAY)) is None

    world.clock.advance(timedelta(minutes=1))
    reconciling.reconcile_yesterday(world)

    assert world.store.get(Reconciliation, of(TODAY)).lines["here"] == 5
