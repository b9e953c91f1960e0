"""Leave to debit (委托代扣): contracts that a payer signs, debits that are announced two days ahead, and what comes of them.

Announced between 7 and 22 o'clock in Beijing; debited from the day after tomorrow on, for as many days as was said, in the same
hours, once, and never more than was said. https://pay.weixin.qq.com/wiki/doc/api/wxpay_v2/papay/chapter3_10.shtml
"""

import secrets
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any

from simulators.payments.book import Book, Contract, Order, Refund
from simulators.payments.faults import Faults
from simulators.payments.provider import Refused

BEIJING = timezone(timedelta(hours=8))
FROM, UNTIL, WAITS = 7, 22, 2  # o'clock, o'clock, days
SESSION = timedelta(minutes=10)
Tell = Callable[[str, Order | Refund | Contract], None]


class Papay:
    def __init__(self, book: Book, faults: Faults, now: Callable[[], datetime], tell: Tell) -> None:
        self.book, self.faults, self.now, self.tell = book, faults, now, tell

    def prepare(self, wanted: dict[str, Any]) -> Contract:
        """A code that was signed once is never used again."""
        code = str(wanted["out_contract_code"])
        known = self.book.contracts.get(code)
        if known is not None and known.state != "NONE":
            raise Refused(400, "INVALID_REQUEST", "商户签约协议号重复")
        made = Contract(
            out_contract_code=code,
            plan_id=int(wanted["plan_id"]),
            display=str(wanted["contract_display_account"]),
            notify_url=str(wanted["contract_notify_url"]),
            created=self.now().isoformat(),
        )
        self._keep(made)
        return made

    def find(self, code: str) -> Contract:
        found = self.book.contracts.get(code)
        if found is None or found.state == "NONE":
            raise Refused(404, "CONTRACT_NOT_EXIST", "协议不存在")
        return found

    def sign(self, token: str) -> Contract:
        """What the person on the signing page does."""
        found = self.book.contract_by_token(token)
        if found is None or found.state == "TERMINATED" or self._is_over(found):
            raise Refused(400, "INVALID_REQUEST", "签约会话已失效")
        if found.state == "NONE":
            found.state, found.contract_id = "SIGNED", f"{secrets.randbelow(10**18):018}"
            found.signed = self.now().isoformat()
            self._keep(found)
            self.tell("ENTRUST.SIGN", found)
        return found

    def terminate(self, code: str, mode: str = "MERCHANT_TERMINATE") -> Contract:
        found = self.find(code)
        if found.state == "SIGNED":
            found.state, found.ended, found.mode = "TERMINATED", self.now().isoformat(), mode
            self._keep(found)
            self.tell("ENTRUST.TERMINATE", found)
        return found

    def announce(self, number: str, wanted: dict[str, Any]) -> None:
        found = self._signed(number)
        self._within_hours()
        if found.announced and self._today().isoformat() <= found.last:
            raise Refused(400, "ALREADY_EXISTS", "本周期已发送预扣费通知")
        first = self._today() + timedelta(days=WAITS)
        days = int(wanted["deduct_duration"]["count"])
        found.announced = int(wanted["estimated_amount"]["amount"])
        found.first, found.last = first.isoformat(), (first + timedelta(days=days - 1)).isoformat()
        self._keep(found)

    def debit(self, wanted: dict[str, Any]) -> Order:
        """The same number again is the same debit, tried once more where the bank refused."""
        number, total = str(wanted["out_trade_no"]), int(wanted["amount"]["total"])
        known = self.book.orders.get(number)
        if known is not None and known.state != "PAYERROR":
            code = {"SUCCESS": "ORDERPAID", "CLOSED": "ORDER_CLOSED"}.get(known.state)
            if code:
                raise Refused(400, code, "订单已支付或已关闭")
            return known
        contract = self._signed(str(wanted["contract_id"]))
        self._within_hours()
        if not contract.announced or not contract.first <= self._today().isoformat() <= contract.last:
            raise Refused(400, "RULE_LIMIT", "不在可扣费期")
        if total > contract.announced:
            raise Refused(400, "RULE_LIMIT", "扣款金额超过预计金额")
        made = known or Order(
            out_trade_no=number,
            total=total,
            description=str(wanted["description"]),
            notify_url=str(wanted["transaction_notify_url"]),
            trade_type="PAP",
            created=self.now().isoformat(),
        )
        self.book.orders[number] = made
        self._settle(made, contract)
        return made

    def _settle(self, order: Order, contract: Contract) -> None:
        order.state = "SUCCESS" if self.faults.take_debit() == "SUCCESS" else "PAYERROR"
        if order.state == "SUCCESS":
            contract.announced = 0
            order.paid, order.success_time = order.total + self.faults.tampered_by, self.now().isoformat()
            order.transaction_id = f"4200{secrets.randbelow(10**24):024}"
            self.tell("TRANSACTION.SUCCESS", order)
        self._keep(contract)

    def _signed(self, number: str) -> Contract:
        found = next((it for it in self.book.contracts.values() if it.contract_id == number), None)
        if found is None or found.state != "SIGNED":
            raise Refused(400, "CONTRACT_NOT_EXIST", "协议不存在或已解约")
        return found

    def _within_hours(self) -> None:
        if not FROM <= self.now().astimezone(BEIJING).hour < UNTIL:
            raise Refused(400, "RULE_LIMIT", "请在 7:00 至 22:00 之间调用")

    def _today(self) -> date:
        return self.now().astimezone(BEIJING).date()

    def _is_over(self, contract: Contract) -> bool:
        return self.now() > datetime.fromisoformat(contract.created) + SESSION

    def _keep(self, contract: Contract) -> None:
        self.book.contracts[contract.out_contract_code] = contract
        self.book.save()
