"""What we owe a payment next: whom to ask, and for what. Whatever the last answer was lost of is simply asked again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from ..model.payment import Payment

Kind = Literal["order", "debit", "ask", "close", "post", "give_up", "refund"]
POSTING_LASTS = timedelta(hours=26)


@dataclass(frozen=True)
class Duty:
    """``about`` is the line's place, or the refund's id.

    - order: place the order at the provider, under the payment's id. debit: have the provider take it, under a contract.
    - ask: has the money come? close: the same, and if not, close the order for good. Never expire without asking.
    - post: tell the biller, under the line's reference. give_up: have the biller say that it never will have it.
    - refund: ask the provider to give back, under the refund's id; asking again tells how it stands.
    """

    kind: Kind
    about: str = ""


def duties(payment: Payment, now: datetime) -> list[Duty]:
    """In no particular order; none once the payment is final, or where an operator has to act first."""
    open_refunds = [Duty("refund", refund.id) for refund in payment.refunds if refund.status == "asked"]
    match payment.status:
        case "created":
            begin: Kind = "debit" if payment.contract else "order"
            return [Duty("close" if now >= payment.until else begin)]
        case "pending":
            return [Duty("close" if now >= payment.until else "ask")]
        case "paid":
            late = payment.paid is not None and now >= payment.paid + POSTING_LASTS
            posting: Kind = "give_up" if late else "post"
            lines = [
                Duty(posting, str(i)) for i, line in enumerate(payment.lines) if line.status == "posting"
            ]
            return [*lines, *open_refunds]
        case _:
            return open_refunds
