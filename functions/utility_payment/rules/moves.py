"""A payment moves: from what it is and what happened, to what it becomes and what the ledger says of it.

Every writer (callback, question, clock, biller, operator) comes through ``move``, and commits the result under the
payment's version: of two at once, the second looks again. What is known already moves nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from ..model.entry import Posting
from ..model.payment import Line, LineStatus, Payment, Refund
from . import happenings as what

H = TypeVar("H")


class Impossible(Exception):
    """That cannot happen to this payment: somebody has to look at it."""


@dataclass(frozen=True)
class Move:
    """``name`` is the fact's and the ledger's word for it, ``about`` the transaction, refund or reference it is about."""

    payment: Payment
    name: str
    postings: list[Posting] = field(default_factory=list)
    about: str = ""


def move(payment: Payment, happening: what.Happening) -> Move | None:
    """None where it is known already; raises Impossible. Postings sum to nothing, which is checked here."""
    handle: Callable[[Payment, Any], Move | None] = HANDLERS[type(happening)]
    made = handle(payment, happening)
    if made is None:
        return None
    if sum(posting.amount for posting in made.postings):
        raise Impossible(f"{made.name} does not balance")
    return replace(made, payment=_completed(made.payment), about=_about(payment, happening))


def _about(payment: Payment, happening: what.Happening) -> str:
    match happening:
        case what.MoneyCame(transaction):
            return transaction
        case what.Refunded(refund) | what.RefundFailed(refund) | what.RefundAgain(refund):
            return refund
        case what.Posted(line) | what.Refused(line) | what.GivenUp(line) | what.Reversed(line):
            return payment.lines[line].reference
    return ""


def _ordered(payment: Payment, _: what.Ordered) -> Move | None:
    if payment.status != "created":
        return None
    return Move(_to(payment, status="pending"), "ordered")


def _money_came(payment: Payment, came: what.MoneyCame) -> Move | None:
    """The right amount in time is a payment; any other money goes back."""
    if came.transaction in payment.received:
        return None
    received = {**payment.received, came.transaction: came.amount}
    taken = _to(payment, received=received)
    postings = [
        Posting(account="provider", amount=came.amount),
        Posting(account="payer", amount=-came.amount),
    ]
    if payment.received:
        return Move(_give_back(taken, came.amount, "paid_twice"), "paid_twice", postings)
    if payment.status == "closed":
        return Move(_give_back(_to(taken, status="late"), came.amount, "too_late"), "paid_late", postings)
    if came.amount != payment.amount:
        wrong = _to(taken, status="mismatched")
        return Move(_give_back(wrong, came.amount, "wrong_amount"), "paid_wrong_amount", postings)
    lines = [line.model_copy(update={"status": "posting"}) for line in payment.lines]
    return Move(_to(taken, status="paid", lines=lines, paid=came.at), "paid", postings)


def _closed(payment: Payment, _: what.Closed) -> Move | None:
    """Heard after the money, it is an old answer."""
    if payment.status not in {"created", "pending"}:
        return None
    return Move(_to(payment, status="closed"), "closed")


def _posted(payment: Payment, posted: what.Posted) -> Move | None:
    line = payment.lines[posted.line]
    if line.status in {"posted", "disputed"}:
        return None
    biller = Posting(account=f"biller:{line.biller}", amount=-line.amount)
    if line.status == "posting":
        to = [Posting(account="payer", amount=line.amount), biller]
        return Move(_line(payment, posted.line, "posted"), "posted", to)
    if line.status in {"refunding", "refunded"}:
        owes = Posting(account=f"dispute:{line.biller}", amount=line.amount)
        return Move(_line(payment, posted.line, "disputed"), "posted_after_refund", [owes, biller])
    raise Impossible("posted, but never paid")


def _refused(payment: Payment, refused: what.Refused) -> Move | None:
    return _line_goes_back(payment, refused.line, "refused")


def _given_up(payment: Payment, given_up: what.GivenUp) -> Move | None:
    return _line_goes_back(payment, given_up.line, "given_up")


def _line_goes_back(payment: Payment, number: int, reason: Any) -> Move | None:
    line = payment.lines[number]
    if line.status in {"refunding", "refunded", "disputed"}:
        return None
    if line.status != "posting":
        raise Impossible(f"{reason}, but it is {line.status}")
    returning = _give_back(_line(payment, number, "refunding"), line.amount, reason, number)
    return Move(returning, f"posting_{reason}")


def _reversed(payment: Payment, back: what.Reversed) -> Move | None:
    line = payment.lines[back.line]
    if line.status in {"refunding", "refunded"}:
        return None
    if line.status != "posted":
        raise Impossible(f"reversed, but it is {line.status}")
    postings = [
        Posting(account=f"biller:{line.biller}", amount=line.amount),
        Posting(account="payer", amount=-line.amount),
    ]
    returning = _give_back(_line(payment, back.line, "refunding"), line.amount, "requested", back.line)
    return Move(_to(returning, status="paid"), "reversed", postings)


def _refunded(payment: Payment, refunded: what.Refunded) -> Move | None:
    refund = _refund_of(payment, refunded.refund)
    if refund.status == "succeeded":
        return None
    postings = [
        Posting(account="payer", amount=refund.amount),
        Posting(account="provider", amount=-refund.amount),
    ]
    done = _refund(payment, refund, "succeeded")
    if refund.line is not None and payment.lines[refund.line].status == "refunding":
        done = _line(done, refund.line, "refunded")
    return Move(done, "refunded", postings)


def _refund_failed(payment: Payment, failed: what.RefundFailed) -> Move | None:
    refund = _refund_of(payment, failed.refund)
    return Move(_refund(payment, refund, "failed"), "refund_failed") if refund.status == "asked" else None


def _refund_again(payment: Payment, again: what.RefundAgain) -> Move | None:
    refund = _refund_of(payment, again.refund)
    return Move(_refund(payment, refund, "asked"), "refund_again") if refund.status == "failed" else None


HANDLERS: dict[type, Callable[[Payment, Any], Move | None]] = {
    what.Ordered: _ordered,
    what.MoneyCame: _money_came,
    what.Closed: _closed,
    what.Posted: _posted,
    what.Refused: _refused,
    what.GivenUp: _given_up,
    what.Reversed: _reversed,
    what.Refunded: _refunded,
    what.RefundFailed: _refund_failed,
    what.RefundAgain: _refund_again,
}


def _completed(payment: Payment) -> Payment:
    """Settled or returned once nothing of it is open any more."""
    if any(refund.status != "succeeded" for refund in payment.refunds):
        return payment
    if payment.status in {"mismatched", "late"}:
        return _to(payment, status="returned")
    if payment.status == "paid" and all(
        line.status in {"posted", "refunded", "disputed"} for line in payment.lines
    ):
        return _to(payment, status="settled")
    return payment


def left(payment: Payment) -> int:
    """What may still be given back, in fen: what came, less what has gone or is going back."""
    return sum(payment.received.values()) - sum(refund.amount for refund in payment.refunds)


def _give_back(payment: Payment, amount: int, reason: Any, line: int | None = None) -> Payment:
    """A refund never exceeds what is left. What was final is open again while one is on its way."""
    if amount > left(payment):
        raise Impossible("more would go back than came")
    refund = Refund(id=f"{payment.id}-{len(payment.refunds) + 1}", amount=amount, reason=reason, line=line)
    reopened = {"settled": "paid", "returned": "late"}.get(payment.status, payment.status)
    return _to(payment, refunds=[*payment.refunds, refund], status=reopened)


def _refund_of(payment: Payment, refund_id: str) -> Refund:
    found = next((refund for refund in payment.refunds if refund.id == refund_id), None)
    if found is None:
        raise Impossible("no such refund")
    return found


def _refund(payment: Payment, refund: Refund, status: str) -> Payment:
    changed = refund.model_copy(update={"status": status})
    return _to(payment, refunds=[changed if it.id == refund.id else it for it in payment.refunds])


def _line(payment: Payment, number: int, status: LineStatus) -> Payment:
    changed: Line = payment.lines[number].model_copy(update={"status": status})
    return _to(payment, lines=[changed if i == number else line for i, line in enumerate(payment.lines)])


def _to(payment: Payment, **changes: Any) -> Payment:
    return payment.model_copy(update=changes)
