"""What has to hold between a payment and its ledger, whatever happened on the way."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from ..model.entry import Entry
from ..model.payment import Payment

Fault = Literal["entry", "payer", "provider", "billers"]


def faults(payment: Payment, entries: Iterable[Entry]) -> list[Fault]:
    """What does not hold; nothing, where the books are right. ``entries`` are all of the payment.

    - entry: the postings of one transaction do not sum to nothing.
    - payer: we still owe, or are owed, although the payment is final.
    - provider: what lies there is not what came less what went back.
    - billers: what they have is not what is posted.
    """
    entries = list(entries)
    balances = _balances(entries)
    holds: dict[Fault, bool] = {
        "entry": not any(sum(posting.amount for posting in entry.postings) for entry in entries),
        "payer": not (payment.is_final and balances["payer"]),
        "provider": balances["provider"] == _lies_with_provider(payment),
        "billers": balances["biller"] == -_posted(payment),
    }
    return [fault for fault, does in holds.items() if not does]


def _balances(entries: list[Entry]) -> Counter[str]:
    """By kind of account: all billers are one."""
    sums: Counter[str] = Counter()
    for entry in entries:
        for posting in entry.postings:
            sums[posting.account.partition(":")[0]] += posting.amount
    return sums


def _lies_with_provider(payment: Payment) -> int:
    back = sum(refund.amount for refund in payment.refunds if refund.status == "succeeded")
    return sum(payment.received.values()) - back


def _posted(payment: Payment) -> int:
    return sum(line.amount for line in payment.lines if line.status in {"posted", "disputed"})
