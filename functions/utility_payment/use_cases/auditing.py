"""Every night the ledger of the day before is looked at as a stranger would: does it balance, and does it fit the payments?

Every write is checked when it is made. This finds what no write can: a hand in the table, a mistake of a migration, a bug.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from chalicelib.filters import BEIJING
from chalicelib.telemetry import level, logger
from chalicelib.world import World

from ..model.audit import MOST_NAMED, Audit, Wrong, of
from ..model.entry import Entry, entries_of
from ..model.payment import Payment
from ..rules.balance import Fault, faults

READY = 1  # o'clock in Beijing
LOOKS = 5


def audit_yesterday(world: World) -> None:
    """Once a night; one that fails half-way is begun again the minute after."""
    now = world.now().astimezone(BEIJING)
    yesterday = now.date() - timedelta(days=1)
    if now.hour >= READY and world.store.find(Audit, of(yesterday)) is None:
        audit(world, yesterday)


def audit(world: World, day: date) -> Audit:
    """One query per page of the day, and two reads for each payment of it. Rings where something is wrong."""
    sums: Counter[str] = Counter()
    payments, entries = set(), 0
    for entry in entries_on(world, day):
        entries += 1
        payments.add(entry.id)
        sums[f"{entry.what}.fen"] += sum(it.amount for it in entry.postings if it.amount > 0)
        sums[f"{entry.what}.times"] += 1
    wrong = [Wrong(what=what, payment_id=it) for it in sorted(payments) for what in _faults(world, it)]
    if sums != world.store.tally(f"day#{day.isoformat()}"):
        wrong.append(Wrong(what="day"))
    known = world.store.find(Audit, of(day))
    done = Audit(
        id=of(day),
        version=known.version if known else None,
        day=day,
        done=world.now(),
        entries=entries,
        payments=len(payments),
        found=len(wrong),
        wrong=wrong[:MOST_NAMED],
    )
    world.store.commit(done)
    level("LedgerUnbalanced", len(wrong))
    if wrong:
        logger.error("the ledger does not balance", day=day.isoformat(), found=len(wrong))
    return done


def entries_on(world: World, day: date) -> Iterator[Entry]:
    """The ledger of a day, page by page."""
    cursor: str | None = None
    while True:
        page = world.store.page(Entry, entries_of(day), limit=200, cursor=cursor, newest_first=False)
        yield from page.items
        cursor = page.cursor
        if cursor is None:
            return


def _faults(world: World, payment_id: str) -> list[Fault]:
    """Of the payment at one moment: where it moves between the two reads, it is read again."""
    found: list[Fault] = []
    for _ in range(LOOKS):
        payment = world.store.get(Payment, payment_id)
        found = faults(payment, world.store.parts(Entry, payment_id))
        if not found or world.store.get(Payment, payment_id).version == payment.version:
            return found
    return found
