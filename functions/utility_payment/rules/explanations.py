"""Differences that explain themselves, each by a rule; whatever none of them explains is an operator's to settle."""

from datetime import date

from chalicelib.filters import BEIJING

from ..model.payment import Payment
from .matching import Difference


def explain(difference: Difference, payment: Payment | None, day: date) -> str:
    """Why the books differ and yet nobody has lost a fen; "" where that is not so.

    - other_day: the same sum stands in our books, a little before or after midnight.
    - given_back: money that came twice is back with whoever paid.
    - under_way: a bill that the biller has booked while our question was still open, and that is posted by now.
    """
    if payment is None:
        return ""
    rule = {"paid": _paid, "refund": _refund, "posted": _posted}[difference.kind]
    return rule(difference, payment, day)


def _paid(it: Difference, payment: Payment, day: date) -> str:
    received = sum(payment.received.values())
    if it.name in {"missing_here", "missing_there"} and received == max(it.here, it.there):
        elsewhere = payment.paid is not None and payment.paid.astimezone(BEIJING).date() != day
        return "other_day" if elsewhere or it.name == "missing_here" else ""
    twice = [refund for refund in payment.refunds if refund.reason == "paid_twice"]
    if it.name == "twice_there" and twice and all(refund.status == "succeeded" for refund in twice):
        return "given_back"
    return ""


def _refund(it: Difference, payment: Payment, _: date) -> str:
    refund = next((one for one in payment.refunds if one.id == it.about), None)
    same = refund is not None and refund.amount == max(it.here, it.there) and refund.status == "succeeded"
    return "other_day" if same and it.name in {"missing_here", "missing_there"} else ""


def _posted(it: Difference, payment: Payment, _: date) -> str:
    line = next((one for one in payment.lines if one.reference == it.about), None)
    same = line is not None and line.amount == max(it.here, it.there) and line.status == "posted"
    return "under_way" if same and it.name in {"missing_here", "missing_there"} else ""


def payment_of(difference: Difference) -> str:
    """The payment that a difference is about: refunds and postings carry its id."""
    return difference.about if difference.kind == "paid" else difference.about.rpartition("-")[0]
