"""Every night the ledger of the day before is looked at as a stranger would: does it balance, and does it fit the payments?

Every write is checked when it is made. This finds what no write can: a hand in the table, a mistake of a migration, a bug.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

from chalicelib.filters import BEIJING
from chalicelib.store import Delete
from chalicelib.telemetry import level, logger
from chalicelib.world import World

from ..model.audit import MOST_NAMED, Audit, AuditSoFar, Wrong, of
from ..model.entry import Entry, entries_of
from ..model.payment import Payment
from ..rules.balance import Fault, faults

READY = 1  # o'clock in Beijing
SLICE = timedelta(seconds=25)  # of one run, which may last fifty
SIDE_BY_SIDE, LOOKS, PAGE, BACK = 8, 5, 200, 3


def audit_yesterday(world: World) -> None:
    """A slice of it, each minute until it is done; one that fails half-way is begun again the minute after."""
    now = world.now().astimezone(BEIJING)
    for back in range(1, BACK + 1) if now.hour >= READY else ():
        day = now.date() - timedelta(days=back)
        if world.store.find(Audit, of(day)) is None:
            audit_some(world, day)
            return


def audit(world: World, day: date) -> Audit:
    """All of it, from the beginning. A second time it finds the same."""
    if begun := world.store.find(AuditSoFar, of(day)):
        world.store.commit(Delete(begun))
    while True:
        if done := audit_some(world, day):
            return done


def audit_some(world: World, day: date) -> Audit | None:
    """From where the last slice ended, as long as a slice may take; None while there is more.

    One query per page of the day, and two reads for each payment. What a run has not noted down when it is killed is done again.
    """
    so_far = world.store.find(AuditSoFar, of(day)) or AuditSoFar(id=of(day))
    began, seen = world.now(), set[str]()
    while True:
        page = world.store.page(Entry, entries_of(day), limit=PAGE, cursor=so_far.cursor, newest_first=False)
        so_far = _looked(world, day, page.items, so_far, seen).model_copy(update={"cursor": page.cursor})
        if page.cursor is None:
            return _finished(world, day, so_far)
        if world.now() - began >= SLICE:
            world.store.commit(so_far)
            return None


def _looked(world: World, day: date, entries: list[Entry], so_far: AuditSoFar, seen: set[str]) -> AuditSoFar:
    """A payment is counted where its first entry of the day is, and named only there."""
    sums = Counter(so_far.sums)
    for entry in entries:
        sums[f"{entry.what}.fen"] += sum(it.amount for it in entry.postings if it.amount > 0)
        sums[f"{entry.what}.times"] += 1
    new = {entry.id: entry.listing()[1] for entry in reversed(entries) if entry.id not in seen}
    seen |= set(new)
    with ThreadPoolExecutor(SIDE_BY_SIDE) as side_by_side:
        looks = dict(zip(new, side_by_side.map(lambda it: _look(world, it, day), new), strict=True))
    first = sorted(it for it, (began, _) in looks.items() if began == new[it])
    wrong = [Wrong(what=what, payment_id=it) for it in first for what in looks[it][1]]
    return so_far.model_copy(
        update={
            "entries": so_far.entries + len(entries),
            "payments": so_far.payments + len(first),
            "found": so_far.found + len(wrong),
            "wrong": [*so_far.wrong, *wrong][:MOST_NAMED],
            "sums": dict(sums),
        }
    )


def _finished(world: World, day: date, so_far: AuditSoFar) -> Audit:
    """Rings where something is wrong."""
    right = so_far.sums == world.store.tally(f"day#{day.isoformat()}")
    wrong = so_far.wrong if right else [*so_far.wrong, Wrong(what="day")]
    known = world.store.find(Audit, of(day))
    done = Audit(
        id=of(day),
        version=known.version if known else None,
        day=day,
        done=world.now(),
        entries=so_far.entries,
        payments=so_far.payments,
        found=so_far.found + (not right),
        wrong=wrong[:MOST_NAMED],
    )
    world.store.commit(done, *([] if so_far.version is None else [Delete(so_far)]))
    level("LedgerUnbalanced", done.found)
    if done.found:
        logger.error("the ledger does not balance", day=day.isoformat(), found=done.found)
    return done


def _look(world: World, payment_id: str, day: date) -> tuple[str, list[Fault]]:
    """Where the payment's first entry of the day stands in its ledger, and what is wrong with the payment."""
    entries = world.store.parts(Entry, payment_id)
    places = [it.listing() for it in entries]
    return min((sort for key, sort in places if key == entries_of(day)), default=""), _faults(
        world, payment_id
    )


def _faults(world: World, payment_id: str) -> list[Fault]:
    """Of the payment at one moment: where it moves between the two reads, it is read again."""
    found: list[Fault] = []
    for _ in range(LOOKS):
        payment = world.store.get(Payment, payment_id)
        found = faults(payment, world.store.parts(Entry, payment_id))
        if not found or world.store.get(Payment, payment_id).version == payment.version:
            return found
    return found
