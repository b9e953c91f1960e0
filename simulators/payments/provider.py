"""What the provider does with an order, a payment, a refund. Amounts in fen; refusals carry the provider's own codes."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from simulators.payments.book import Book, Contract, Order, Refund
from simulators.payments.faults import Faults

CLOSED_FOR_GOOD = {"CLOSED"}
Tell = Callable[[str, Order | Refund | Contract], None]


class Refused(Exception):
    """https://pay.weixin.qq.com/doc/v3/merchant/4012791855 (error codes)."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


class Provider:
    def __init__(self, book: Book, faults: Faults, now: Callable[[], datetime], tell: Tell) -> None:
        self.book, self.faults, self.now, self.tell = book, faults, now, tell

    def order(self, trade_type: Any, wanted: dict[str, Any]) -> Order:
        """The same number again is the same order, unless it asks for something else."""
        number, total = str(wanted["out_trade_no"]), int(wanted["amount"]["total"])
        known = self.book.orders.get(number)
        if known is not None:
            if known.state == "SUCCESS":
                raise Refused(400, "ORDERPAID", "该订单已支付")
            if known.state == "CLOSED":
                raise Refused(400, "ORDER_CLOSED", "订单已关闭")
            if known.total != total:
                raise Refused(403, "OUT_TRADE_NO_USED", "商户订单号重复")
            return known
        if total <= 0:
            raise Refused(400, "PARAM_ERROR", "金额必须大于 0")
        made = Order(
            out_trade_no=number,
            total=total,
            description=str(wanted["description"]),
            notify_url=str(wanted["notify_url"]),
            trade_type=trade_type,
            created=self.now().isoformat(),
            expires=str(wanted.get("time_expire", "")),
        )
        self.book.orders[number] = made
        self.book.save()
        return made

    def find(self, number: str) -> Order:
        found = self.book.orders.get(number)
        if found is None:
            raise Refused(404, "ORDER_NOT_EXIST", "订单不存在")
        return found

    def close(self, number: str) -> None:
        """Closed is closed; a paid order is not."""
        found = self.find(number)
        if found.state in {"SUCCESS", "REFUND"}:
            raise Refused(400, "ORDERPAID", "该订单已支付，不能关单")
        found.state = "CLOSED"
        self.book.save()

    def pay(self, token: str) -> Order:
        """What the person on the payment page does."""
        found = self.book.by_token(token)
        if found is None:
            raise Refused(404, "ORDER_NOT_EXIST", "订单不存在")
        expired = bool(found.expires) and datetime.fromisoformat(found.expires) <= self.now()
        if found.state != "NOTPAY" or (expired and not self.faults.takes_late_money):
            raise Refused(400, "ORDER_CLOSED", "订单已支付或已失效")
        found.state, found.paid = "SUCCESS", found.total + self.faults.tampered_by
        found.transaction_id = f"4200{secrets.randbelow(10**24):024}"
        found.success_time = self.now().isoformat()
        self.book.save()
        self.tell("TRANSACTION.SUCCESS", found)
        return found

    def refund(self, wanted: dict[str, Any]) -> Refund:
        """The same number again is the same refund; together they never exceed what came."""
        number, amount = str(wanted["out_refund_no"]), int(wanted["amount"]["refund"])
        known = self.book.refunds.get(number)
        if known is not None and known.status != "ABNORMAL":
            if known.amount != amount:
                raise Refused(400, "PARAM_ERROR", "退款金额与之前请求不一致")
            return known
        order = self.find(str(wanted["out_trade_no"]))
        if order.state not in {"SUCCESS", "REFUND"}:
            raise Refused(400, "INVALID_REQUEST", "订单未支付")
        if self.book.refunded(order.out_trade_no) + amount > order.paid:
            raise Refused(400, "NOT_ENOUGH", "退款金额超过可退金额")
        made = Refund(
            out_refund_no=number,
            refund_id=f"5030{secrets.randbelow(10**24):024}",
            out_trade_no=order.out_trade_no,
            amount=amount,
            created=self.now().isoformat(),
            notify_url=str(wanted.get("notify_url", "")),
        )
        made.status = self.faults.take_refund()
        if made.status == "SUCCESS":
            made.success_time = self.now().isoformat()
        order.state = "REFUND"
        self.book.refunds[number] = made
        self.book.save()
        self.tell(f"REFUND.{made.status}", made)
        return made

    def find_refund(self, number: str) -> Refund:
        found = self.book.refunds.get(number)
        if found is None:
            raise Refused(404, "RESOURCE_NOT_EXISTS", "退款单不存在")
        return found
