"""The morning after: three books against each other, the ledger against the payments, and every fen against the truth."""

import sys
from collections import Counter
from datetime import date, timedelta

from bench.chaos.batch import Batch
from bench.chaos.moods import Killed
from chalicelib.filters import BEIJING
from functions.utility_payment.model.bill import Claim, claim_of
from functions.utility_payment.model.payment import Payment
from functions.utility_payment.use_cases import auditing, reconciling

NEVER = (
    "fen_unexplained",
    "double_charges",
    "not_final",
    "ledger_faults",
    "open_differences",
    "facts_untold",
    "claims_wrong",
    "debited_after_off",
    "exceptions",
)
ATTEMPTS = 50


def judge(batch: Batch, first: date) -> Counter[str]:
    """What is wrong, and how much was looked at. The reconciliation is killed now and then, and begun again."""
    found: Counter[str] = Counter()
    days = [first + timedelta(days=back) for back in range((_today(batch) - first).days + 1)]
    for day in days:
        _reconcile(batch, day, found)
    batch.place.moods.calm = True
    found["facts_untold"] = _untold(batch)
    for day in days:
        audit = auditing.audit(batch.world, day)
        found["ledger_faults"] += audit.found
        found["entries"] += audit.entries
    for left in batch.unfinished():
        print(left.model_dump_json(exclude={"numbers"}), file=sys.stderr)
    for payment_id in batch.payments:
        found += _of(batch, batch.world.store.get(Payment, payment_id))
    begun = batch.place.provider.debited
    found["automatic"] = len(batch.automatic)
    found["debited_after_off"] = sum(it in begun and begun[it] > off for it, off in batch.off.items())
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


def _untold(batch: Batch) -> int:
    """Facts that are filed, and of which the bus never heard, a sweep later."""
    batch.world.store.sweep()
    heard = {fact.id for fact in batch.place.bus.facts}
    return sum(fact.id not in heard for it in batch.payments for fact in batch.world.store.facts(it))


def _claims_wrong(batch: Batch, payment: Payment) -> int:
    """A bill stays ours while it is being paid or is paid, and is anybody's again afterwards."""
    claims = [batch.world.store.find(Claim, claim_of(it.biller, it.bill_id)) for it in payment.lines]
    ours = [claim is not None and claim.payment_id == payment.id for claim in claims]
    kept = [payment.status in {"paid", "settled"} and it.status != "refunded" for it in payment.lines]
    return sum(one != other for one, other in zip(ours, kept, strict=True))


def _of(batch: Batch, payment: Payment) -> Counter[str]:
    kept = batch.place.provider.kept(payment.id)
    has = batch.place.billers.has([line.reference for line in payment.lines])
    return Counter(
        {
            "payments": 1,
            payment.status: 1,
            "claims_wrong": _claims_wrong(batch, payment) if payment.is_final else 0,
            "not_final": int(not payment.is_final),
            "fen_paid": sum(payment.received.values()),
            "fen_unexplained": abs(kept - has),
        }
    )
