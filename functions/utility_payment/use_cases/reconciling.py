"""Reconcile a day in slices: put three books aside, compare them part by part, let rules explain what differs, queue the rest.

A second run changes nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from chalicelib.errors import Conflict, NotYours
from chalicelib.filters import BEIJING
from chalicelib.identity import Caller, require
from chalicelib.store import Delete
from chalicelib.world import World

from ..model.entry import Entry, entries_of
from ..model.payment import Payment
from ..model.reconciliation import (
    OPEN,
    RECONCILIATIONS,
    Proposal,
    Reconciliation,
    ReconciliationSoFar,
    Stage,
    Unexplained,
    of,
)
from ..rules.explanations import explain, payment_of
from ..rules.matching import HERE, THERE, Books, Difference, Line
from . import pieces

READY = 10  # o'clock in Beijing: the provider's bill of yesterday is there
SLICE = timedelta(seconds=12)  # of one run, which may last fifty
RECENT, PAGE, BACK = 14, 200, 3
PAID = {"paid", "paid_wrong_amount", "paid_late", "paid_twice"}


def reconcile_yesterday(world: World) -> None:
    """A slice of it, each minute after ten until it is done; what fails is tried again the minute after.

    A day that came to nothing is made up for, should the provider's bill have been late.
    """
    now = world.now().astimezone(BEIJING)
    for back in range(1, BACK + 1) if now.hour >= READY else ():
        day = now.date() - timedelta(days=back)
        if world.store.find(Reconciliation, of(day)) is None:
            reconcile_some(world, day)
            return


def reconcile(world: World, day: date) -> Reconciliation:
    """All of it, from the beginning. Raises Unreachable of provider or billers: nothing is filed then."""
    if begun := world.store.find(ReconciliationSoFar, of(day)):
        world.store.commit(Delete(begun))
    while True:
        if done := reconcile_some(world, day):
            return done


def reconcile_some(world: World, day: date) -> Reconciliation | None:
    """From where the last slice ended, as long as a slice may take; None while there is more.

    What a run has not noted down when it is killed is done again, to the same end.
    """
    so_far = world.store.find(ReconciliationSoFar, of(day)) or ReconciliationSoFar(id=of(day))
    began = world.now()
    try:
        while so_far.compared < pieces.PARTS:
            so_far = STAGES[so_far.stage](world, day, so_far)
            if world.now() - began >= SLICE:
                world.store.commit(so_far)
                return None
    except LookupError:  # the bucket has let go of what was put aside
        if so_far.version is not None:
            world.store.commit(Delete(so_far))
        return None
    return _filed(world, day, so_far)


def _put_ours_aside(world: World, day: date, so_far: ReconciliationSoFar) -> ReconciliationSoFar:
    """As many pages as a slice may take."""
    cursor, until, name = so_far.cursor, world.now() + SLICE, world.new_id()

    def lines() -> Iterator[Line]:
        nonlocal cursor
        while True:
            page = world.store.page(Entry, entries_of(day), limit=PAGE, cursor=cursor, newest_first=False)
            for entry in page.items:
                yield from _lines(entry)
            cursor = page.cursor
            if cursor is None or world.now() >= until:
                return

    many = pieces.put(world, name, lines())
    return so_far.model_copy(
        update={
            "stage": "ledger" if cursor else "provider",
            "cursor": cursor,
            "ours": [*so_far.ours, name],
            "lines": so_far.lines | {"here": so_far.lines["here"] + many},
        }
    )


def _put_bill_aside(world: World, day: date, so_far: ReconciliationSoFar) -> ReconciliationSoFar:
    """Whole, as only the whole of it can be believed."""
    lines = (Line(it.kind, it.about, it.amount) for it in world.payments.bill(day))
    return _theirs(world, so_far, lines, "billers")


def _put_booked_aside(world: World, day: date, so_far: ReconciliationSoFar) -> ReconciliationSoFar:
    lines = (Line("posted", it.reference, it.amount) for it in world.billers.booked(day))
    return _theirs(world, so_far, lines, "matching")


def _theirs(
    world: World, so_far: ReconciliationSoFar, lines: Iterable[Line], then: Stage
) -> ReconciliationSoFar:
    name = world.new_id()
    many = pieces.put(world, name, lines)
    return so_far.model_copy(
        update={
            "stage": then,
            "theirs": [*so_far.theirs, name],
            "lines": so_far.lines | {"there": so_far.lines["there"] + many},
        }
    )


def _match(world: World, day: date, so_far: ReconciliationSoFar) -> ReconciliationSoFar:
    """One part of sixteen, or as much of it as a slice may take."""
    until, after, explained = world.now() + SLICE, so_far.after, Counter(so_far.explained)
    with TemporaryDirectory() as folder:
        books = Books(Path(folder) / "books")
        try:
            books.load(HERE, pieces.get(world, so_far.ours, so_far.compared))
            books.load(THERE, pieces.get(world, so_far.theirs, so_far.compared))
            for difference in books.differences(after):
                explained[_dealt_with(world, day, difference)] += 1
                after = (difference.kind, difference.about)
                if world.now() >= until:
                    return so_far.model_copy(update={"after": after, "explained": dict(explained)})
        finally:
            books.close()
    return so_far.model_copy(
        update={"compared": so_far.compared + 1, "after": ("", ""), "explained": dict(explained)}
    )


STAGES: dict[Stage, Callable[[World, date, ReconciliationSoFar], ReconciliationSoFar]] = {
    "ledger": _put_ours_aside,
    "provider": _put_bill_aside,
    "billers": _put_booked_aside,
    "matching": _match,
}


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


def _filed(world: World, day: date, so_far: ReconciliationSoFar) -> Reconciliation:
    known = world.store.find(Reconciliation, of(day))
    done = Reconciliation(
        id=of(day),
        version=known.version if known else None,
        day=day,
        done=known.done if known else world.now(),
        lines=so_far.lines,
        explained={rule: many for rule, many in so_far.explained.items() if rule},
        open=so_far.explained.get("", 0),
    )
    world.store.commit(done, *([] if so_far.version is None else [Delete(so_far)]))
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
