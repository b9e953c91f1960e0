"""The facts of paying: one per edge of the payment's graph. Ids and amounts only."""

from typing import Any, ClassVar

from chalicelib.events import Event

EXAMPLE: dict[str, Any] = {
    "case_id": "0f3b9a4e5b6d47a1a2b3c4d5e6f70819",
    "at": "2026-11-25T08:00:00Z",
    "owner_id": "citizen-1",
    "status": "paid",
    "amount": 12345,
}


class AboutPayment(Event):
    """``amount`` is the payment's, in fen."""

    owner_id: str
    status: str
    amount: int


class Started(AboutPayment):
    """A citizen chose bills and wishes to pay."""

    type: ClassVar[str] = "utility_payment.started"
    example: ClassVar[dict[str, Any]] = EXAMPLE | {"status": "created"}


class Ordered(AboutPayment):
    """The provider has the order."""

    type: ClassVar[str] = "utility_payment.ordered"
    example: ClassVar[dict[str, Any]] = EXAMPLE | {"status": "pending"}


class Paid(AboutPayment):
    """The money came, and it is right."""

    type: ClassVar[str] = "utility_payment.paid"
    example: ClassVar[dict[str, Any]] = EXAMPLE


class PaidWrongAmount(AboutPayment):
    """Money came that is not what was asked for; it goes back."""

    type: ClassVar[str] = "utility_payment.paid_wrong_amount"
    example: ClassVar[dict[str, Any]] = EXAMPLE | {"status": "mismatched"}


class PaidLate(AboutPayment):
    """Money came after the order was closed; it goes back."""

    type: ClassVar[str] = "utility_payment.paid_late"
    example: ClassVar[dict[str, Any]] = EXAMPLE | {"status": "late"}


class PaidTwice(AboutPayment):
    """Money came once more; it goes back."""

    type: ClassVar[str] = "utility_payment.paid_twice"
    example: ClassVar[dict[str, Any]] = EXAMPLE


class Closed(AboutPayment):
    """No money came, and none will."""

    type: ClassVar[str] = "utility_payment.closed"
    example: ClassVar[dict[str, Any]] = EXAMPLE | {"status": "closed"}


class Posted(AboutPayment):
    """A biller has it."""

    type: ClassVar[str] = "utility_payment.posted"
    example: ClassVar[dict[str, Any]] = EXAMPLE | {"status": "settled"}


class PostingRefused(AboutPayment):
    """A biller will not have it; the bill's amount goes back."""

    type: ClassVar[str] = "utility_payment.posting_refused"
    example: ClassVar[dict[str, Any]] = EXAMPLE


class PostingGivenUp(AboutPayment):
    """A biller could not be reached for 26 hours; the bill's amount goes back."""

    type: ClassVar[str] = "utility_payment.posting_given_up"
    example: ClassVar[dict[str, Any]] = EXAMPLE


class PostedAfterRefund(AboutPayment):
    """A biller has it although it was given back: an operator settles it with the biller."""

    type: ClassVar[str] = "utility_payment.posted_after_refund"
    example: ClassVar[dict[str, Any]] = EXAMPLE


class Reversed(AboutPayment):
    """A biller gave a posting back at the citizen's request."""

    type: ClassVar[str] = "utility_payment.reversed"
    example: ClassVar[dict[str, Any]] = EXAMPLE


class Refunded(AboutPayment):
    """Money is back with whoever paid."""

    type: ClassVar[str] = "utility_payment.refunded"
    example: ClassVar[dict[str, Any]] = EXAMPLE | {"status": "returned"}


class RefundFailed(AboutPayment):
    """The provider could not give it back; an operator sees to it."""

    type: ClassVar[str] = "utility_payment.refund_failed"
    example: ClassVar[dict[str, Any]] = EXAMPLE


class RefundAgain(AboutPayment):
    """An operator has seen to it; the provider is asked again."""

    type: ClassVar[str] = "utility_payment.refund_again"
    example: ClassVar[dict[str, Any]] = EXAMPLE


class BillDue(Event):
    """Bills of an account are due within five days; told once each."""

    type: ClassVar[str] = "utility_payment.bill_due"
    example: ClassVar[dict[str, Any]] = {
        "case_id": "0f3b9a4e5b6d47a1a2b3c4d5e6f70819",
        "at": "2026-11-25T01:00:00Z",
        "owner_id": "citizen-1",
        "bills": 2,
    }
    owner_id: str
    bills: int


class AboutAccount(Event):
    """``bills`` of an account, which come to ``amount`` fen; 0 where that says nothing."""

    example: ClassVar[dict[str, Any]] = {
        "case_id": "0f3b9a4e5b6d47a1a2b3c4d5e6f70819",
        "at": "2026-11-25T01:00:00Z",
        "owner_id": "citizen-1",
        "bills": 1,
        "amount": 12345,
    }
    owner_id: str
    bills: int = 0
    amount: int = 0


class AutoPayOn(AboutAccount):
    """A citizen has signed: the account's bills are paid by themselves, up to the ceiling."""

    type: ClassVar[str] = "utility_payment.auto_pay_on"


class AutoPayOff(AboutAccount):
    """A citizen has switched automatic payment off; nothing is debited from now on."""

    type: ClassVar[str] = "utility_payment.auto_pay_off"


class AutoPayStopped(AboutAccount):
    """Automatic payment ended otherwise: at the provider, or after the bank's third refusal."""

    type: ClassVar[str] = "utility_payment.auto_pay_stopped"


class DebitAnnounced(AboutAccount):
    """Bills will be debited by themselves, the day after tomorrow at the earliest."""

    type: ClassVar[str] = "utility_payment.debit_announced"


class DebitRefused(AboutAccount):
    """The bank did not let a debit through; it is tried again tomorrow, or not any more."""

    type: ClassVar[str] = "utility_payment.debit_refused"


class OverCeiling(AboutAccount):
    """Bills are above the citizen's ceiling, or above what was announced: they are not debited."""

    type: ClassVar[str] = "utility_payment.over_ceiling"


EDGES: dict[str, type[AboutPayment]] = {
    kind.type.partition(".")[2]: kind
    for kind in (
        Ordered,
        Paid,
        PaidWrongAmount,
        PaidLate,
        PaidTwice,
        Closed,
        Posted,
        PostingRefused,
        PostingGivenUp,
        PostedAfterRefund,
        Reversed,
        Refunded,
        RefundFailed,
        RefundAgain,
    )
}
