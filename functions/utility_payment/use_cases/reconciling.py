"""Reconcile a day: load three books, let rules explain what differs, queue the rest. A second run changes nothing."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from chalicelib.errors import Conflict, NotYours
from chalicelib.filters import BEIJING
from chalicelib.identity import Caller, require
from chalicelib.world import World

from ..model.entry import Entry
from ..model.payment import Payment
from ..model.reconciliation import OPEN, RECONCILIATIONS, Proposal, Reconciliation, Unexplained, of
from ..rules.explanations import explain, payment_of
from ..rules.matching import HERE, THERE, Books, Difference, Line
from .auditing import entries_on

READY = 10  # o'clock in Beijing: the provider's bill of yesterday is there
RECENT = 14
PAID = {"paid", "paid_wrong_amount", "paid_late", "paid_twice"}


def reconcile_yesterday(world: World) -> None:
    """Once a day, in the minute after ten; what fails is tried again the minute after."""
    now = world.now().astimezone(BEIJING)
    yesterday = now.date() - timedelta(days=1)
    if now.hour >= READY and world.store.find(Reconciliation, of(yesterday)) is None:
        reconcile(world, yesterday)


def reconcile(world: World, day: date) -> Reconciliation:
    """Raises Unreachable of provider or billers: nothing is filed then."""
    with TemporaryDirectory() as folder:
        books = Books(Path(folder) / "books")
        try:
            lines = {
                "here": books.load(HERE, _ledger(world, day)),
                "there": books.load(THERE, _theirs(world, day)),
            }
            explained: Counter[str] = Counter()
            for difference in books.differences():
                explained[_dealt_with(world, day, difference)] += 1
        finally:
            books.close()
    return _filed(world, day, lines, explained)


def _theirs(world: World, day: date) -> Iterator[Line]:
    for line in world.payments.bill(day):
        yield Line(line.kind, line.about, line.amount)
    for booked in world.billers.booked(day):
        yield Line("posted", booked.reference, booked.amount)


def _ledger(world: World, day: date) -> Iterator[Line]:
    for entry in entries_on(world, day):
        yield from _lines(entry)


def _lines(entry: Entry) -> Iterator[Line]:
    amount = sum(posting.amount for posting in entry.postings if posting.amount > 0)
    if entry.what in PAID:
        yield Line("paid", entry.id, amount)
    elif entry.what == "refunded":
        yield Line("refund", entry.about, amount)
    elif entry.what in {"posted", "posted_after_refund"}:
        yield Line("posted", entry.about, amount)


def _dealt_with(world: World, day: date, difference: Difference) -> str:
    """The rule that explains it, or "" after it was queued."""
    payment_id = payment_of(difference)
    explanation = explain(difference, world.store.find(Payment, payment_id) if payment_id else None, day)
    if not explanation:
        _queue(world, day, difference)
    return explanation


def _queue(world: World, day: date, difference: Difference) -> None:
    queued = Unexplained(
        id=of(day),
        day=day,
        book=difference.kind,
        name=difference.name,
        about=difference.about,
        here=difference.here,
        there=difference.there,
    )
    try:
        world.store.commit(queued)
    except Conflict:
        return  # filed by an earlier run


def _filed(world: World, day: date, lines: dict[str, int], explained: Counter[str]) -> Reconciliation:
    known = world.store.find(Reconciliation, of(day))
    done = Reconciliation(
        id=of(day),
        version=known.version if known else None,
        day=day,
        done=known.done if known else world.now(),
        lines=lines,
        explained={rule: many for rule, many in explained.items() if rule},
        open=explained[""],
    )
    world.store.commit(done)
    return done


def recent(world: World, caller: Caller) -> list[Reconciliation]:
    require(caller, "operator")
    return world.store.page(Reconciliation, RECONCILIATIONS, limit=RECENT).items


def unexplained(world: World, caller: Caller) -> list[Unexplained]:
    """The oldest first."""
    require(caller, "operator")
    return world.store.page(Unexplained, OPEN, limit=100, newest_first=False).items


def propose(world: World, caller: Caller, day: date, part: str, proposal: Proposal) -> Unexplained:
    """The first pair of eyes."""
    require(caller, "operator")
    found = world.store.get(Unexplained, of(day), part)
    if found.settled:
        raise Conflict("这一条已经处理完了。")
    proposed = found.model_copy(
        update={"resolution": proposal.resolution, "words": proposal.words, "proposed_by": caller.id}
    )
    world.store.commit(proposed)
    return proposed


def settle(world: World, caller: Caller, day: date, part: str) -> Unexplained:
    """The second pair of eyes: somebody else's."""
    require(caller, "operator")
    found = world.store.get(Unexplained, of(day), part)
    if found.settled:
        return found
    if not found.resolution:
        raise Conflict("先由一位工作人员提出处理意见。")
    if found.proposed_by == caller.id:
        raise NotYours("需要另一位工作人员复核。")
    settled = found.model_copy(update={"settled_by": caller.id, "settled": world.now()})
    world.store.commit(settled)
    return settled
