"""The morning after: three books against each other, the ledger against the payments, and every fen against the truth."""

import sys
from collections import Counter
from datetime import date, timedelta

from bench.chaos.batch import Batch
from bench.chaos.moods import Killed
from chalicelib.filters import BEIJING
from functions.utility_payment.model.payment import Payment
from functions.utility_payment.use_cases import auditing, reconciling

NEVER = ("fen_unexplained", "double_charges", "not_final", "ledger_faults", "open_differences", "exceptions")
ATTEMPTS = 50


def judge(batch: Batch, first: date) -> Counter[str]:
    """What is wrong, and how much was looked at. The reconciliation is killed now and then, and begun again."""
    found: Counter[str] = Counter()
    days = [first + timedelta(days=back) for back in range((_today(batch) - first).days + 1)]
    for day in days:
        _reconcile(batch, day, found)
    batch.place.moods.calm = True
    for day in days:
        audit = auditing.audit(batch.world, day)
        found["ledger_faults"] += audit.found
        found["entries"] += audit.entries
    for left in batch.unfinished():
        print(left.model_dump_json(exclude={"numbers"}), file=sys.stderr)
    for payment_id in batch.payments:
        found += _of(batch, batch.world.store.get(Payment, payment_id))
    found["double_charges"] += sum(len(it) > 1 for it in batch.place.billers.references.values())
    found["exceptions"] += batch.wrong.total()
    return found


def _today(batch: Batch) -> date:
    return batch.world.now().astimezone(BEIJING).date()


def _reconcile(batch: Batch, day: date, found: Counter[str]) -> None:
    for _ in range(ATTEMPTS):
        try:
            done = reconciling.reconcile(batch.world, day)
        except Killed:
            found["reconciliations_killed"] += 1
        else:
            found["open_differences"] += done.open
            found["explained_differences"] += sum(done.explained.values())
            return
    raise RuntimeError(f"{day} was never reconciled")


def _of(batch: Batch, payment: Payment) -> Counter[str]:
    kept = batch.place.provider.kept(payment.id)
    has = batch.place.billers.has([line.reference for line in payment.lines])
    return Counter(
        {
            "payments": 1,
            payment.status: 1,
            "not_final": int(not payment.is_final),
            "fen_paid": sum(payment.received.values()),
            "fen_unexplained": abs(kept - has),
        }
    )
