"""WeChat Pay APIv3, through the SDK ``wechatpayv3``. https://pay.weixin.qq.com/doc/v3/merchant/4012062524

What the SDK leaves to us: an address other than production's, callbacks that are too old, and answers without a signature.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from time import monotonic
from typing import Any

from chalicelib.errors import Forged
from chalicelib.ports import wechat_bill, wechat_papay
from chalicelib.ports.payments import (
    Back,
    BillLine,
    Contract,
    Money,
    NotOffered,
    OrderStanding,
    OrderState,
    RefundState,
    Unreachable,
    Wanted,
)

PATIENCE = (3, 8)  # seconds to connect, and to be answered
FRESH = 300  # seconds that a callback may be on its way
CERTIFICATES_EVERY = 10.0  # seconds
ORDER_STATES: dict[str, OrderState] = {
    "SUCCESS": "paid",
    "REFUND": "paid",
    "NOTPAY": "unpaid",
    "USERPAYING": "unpaid",
    "CLOSED": "closed",
    "REVOKED": "closed",
    "PAYERROR": "unpaid",
}
REFUND_STATES: dict[str, RefundState] = {
    "SUCCESS": "succeeded",
    "PROCESSING": "underway",
    "ABNORMAL": "failed",
    "CLOSED": "failed",
}
DECIDED = frozenset({"ORDERPAID", "ORDER_CLOSED", "ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS"})
NO_BILL = frozenset({"NO_STATEMENT_EXIST"})  # nothing was taken that day


@dataclass(frozen=True)
class WeChatPay:
    """Speaks for the merchant, and to the address, that Parameter Store names under ``payments/``."""

    parameters: Mapping[str, str]

    def order(self, wanted: Wanted) -> str:
        from wechatpayv3 import WeChatPayType

        kind = WeChatPayType.H5 if wanted.way == "browser" else WeChatPayType.NATIVE
        scene = {"payer_client_ip": wanted.address, "h5_info": {"type": "Wap"}}
        told = self._ask(
            lambda sdk: sdk.pay(
                description=wanted.description,
                out_trade_no=wanted.order,
                amount={"total": wanted.amount, "currency": "CNY"},
                time_expire=wanted.until.isoformat(timespec="seconds"),
                scene_info=scene,
                notify_url=wanted.callback,
                pay_type=kind,
            )
        )
        return str(told.get("h5_url") or told.get("code_url") or "")

    def ask(self, order: str) -> OrderStanding:
        return _standing(order, self._ask(lambda sdk: sdk.query(out_trade_no=order)))

    def close(self, order: str) -> OrderStanding:
        """The provider says nothing when it has closed an order; so it is asked how the order stands."""
        self._ask(lambda sdk: sdk.close(out_trade_no=order))
        return self.ask(order)

    def refund(self, order: str, refund: str, amount: int, total: int) -> Back:
        told = self._ask(
            lambda sdk: sdk.refund(
                out_refund_no=refund,
                out_trade_no=order,
                amount={"refund": amount, "total": total, "currency": "CNY"},
                notify_url=f"{self.parameters['public-url']}/pay/callbacks",
            )
        )
        return Back(refund, REFUND_STATES.get(str(told.get("status")), "failed"))

    def bill(self, day: date) -> Iterator[BillLine]:
        """交易账单. https://pay.weixin.qq.com/doc/v3/merchant/4012791870"""
        told = self._ask(lambda sdk: sdk.trade_bill(bill_date=day.isoformat(), bill_type="ALL"), NO_BILL)
        if "download_url" in told:
            yield from wechat_bill.lines(self._download(told["download_url"]), told["hash_value"])

    def _download(self, address: str) -> Iterator[bytes]:
        """The packed file, piece by piece: the SDK would take it into memory whole."""
        import requests
        from wechatpayv3.utils import build_authorization

        path = address.removeprefix(self.parameters["payments/url"])
        core = self._sdk._core
        signed = build_authorization(path, "GET", core._mchid, core._cert_serial_no, core._private_key)
        try:
            with requests.get(
                address, headers={"Authorization": signed}, timeout=PATIENCE, stream=True
            ) as answer:
                answer.raise_for_status()
                yield from answer.iter_content(64 * 1024)
        except requests.RequestException as error:
            raise Unreachable(type(error).__name__) from None

    def sign(self, code: str, label: str, callback: str) -> str:
        return str(
            self._papay(wechat_papay.sign(self._plan, code, label, callback)).get("redirect_url") or ""
        )

    def contract(self, code: str) -> Contract:
        told = self._papay(wechat_papay.look(self._plan, code), wechat_papay.NO_CONTRACT)
        return wechat_papay.contract(code, told)

    def end(self, code: str) -> Contract:
        """The provider says nothing when it has ended one; so it is asked how the contract stands."""
        self._papay(wechat_papay.end(self._plan, code), wechat_papay.NO_CONTRACT | wechat_papay.ENDED)
        return self.contract(code)

    def announce(self, number: str, amount: int) -> None:
        self._papay(wechat_papay.announce(self._plan, number, amount), wechat_papay.ANNOUNCED)

    def debit(self, wanted: Wanted, number: str) -> None:
        self._papay(wechat_papay.debit(self._plan, wanted, number), DECIDED)

    @property
    def _plan(self) -> wechat_papay.Plan:
        names = ("payments/mchid", "payments/appid", "payments/plan-id")
        if names[-1] not in self.parameters:
            raise NotOffered
        return wechat_papay.Plan(*(self.parameters[name] for name in names))

    def _papay(self, call: wechat_papay.Call, settled: frozenset[str] = frozenset()) -> dict[str, Any]:
        """The SDK speaks no 委托代扣, but signs and verifies whatever it is given."""
        from wechatpayv3.type import RequestType

        method, path, body = call
        return self._ask(lambda sdk: sdk._core.request(path, RequestType(method), body), settled)

    def read(self, headers: Mapping[str, str], body: bytes, now: datetime) -> Money | Back | Contract | None:
        given = {name.lower(): value for name, value in headers.items()}
        sent = given.get("wechatpay-timestamp", "")
        if not sent.isdecimal() or abs(now.timestamp() - int(sent)) > FRESH:
            raise Forged("回调已过期。")
        told = self._unsealed(given, body)
        if told["mchid"] != self.parameters["payments/mchid"]:
            raise Forged("不是我们的商户号。")
        if "out_contract_code" in told:
            return wechat_papay.contract(told["out_contract_code"], told)
        if "out_refund_no" in told:
            return Back(told["out_refund_no"], REFUND_STATES.get(told["refund_status"], "failed"))
        return _standing(told["out_trade_no"], told).money

    def _unsealed(self, given: dict[str, str], body: bytes) -> dict[str, Any]:
        try:
            told = self._sdk._core.callback(given, body)
            resource: dict[str, Any] = told["resource"]
        except Exception as error:  # whatever a forger sends, it is the same to us
            raise Forged("签名不符。") from error
        return resource

    def _ask(self, question: Any, settled: frozenset[str] = DECIDED) -> dict[str, Any]:
        """What the provider says; of refusals, those that say how the order stands, as nothing. Raises Unreachable."""
        try:
            status, text = question(self._sdk)
            told: dict[str, Any] = json.loads(text) if text else {}
        except Exception as error:
            # What the SDK complains about may hold what was sent.
            raise Unreachable(type(error).__name__) from None
        if status < 300:
            return told
        if told.get("code") in settled:
            return {"trade_state": "NONE"}
        raise Unreachable(str(told.get("code", status)))

    @cached_property
    def _sdk(self) -> Any:
        """The SDK's own client at the address of our settings: it knows production's only, and asks it when it is made."""
        from wechatpayv3 import WeChatPay as Sdk
        from wechatpayv3 import WeChatPayType

        sdk = Sdk.__new__(Sdk)
        sdk._type, sdk._partner_mode, sdk._notify_url = WeChatPayType.H5, False, None
        sdk._mchid, sdk._appid = self.parameters["payments/mchid"], self.parameters["payments/appid"]
        sdk._core = self._core()
        return sdk

    def _core(self) -> Any:
        from wechatpayv3.core import Core

        address = self.parameters["payments/url"]

        class Elsewhere(Core):
            _gate_way = property(lambda _: address, lambda _, __: None)
            _not_before = 0.0

            def _update_certificates(self) -> None:
                """Whoever makes up serial numbers does not have us ask the provider each time."""
                if self._certificates:
                    if monotonic() < self._not_before:
                        return
                    self._not_before = monotonic() + CERTIFICATES_EVERY
                super()._update_certificates()

        return Elsewhere(
            mchid=self.parameters["payments/mchid"],
            cert_serial_no=self.parameters["payments/serial"],
            private_key=self.parameters["payments/private-key"],
            apiv3_key=self.parameters["payments/apiv3-key"],
            timeout=PATIENCE,
        )


def _standing(order: str, told: dict[str, Any]) -> OrderStanding:
    state = ORDER_STATES.get(str(told.get("trade_state")), "none")
    if told.get("trade_type") == wechat_papay.DEBIT and told.get("trade_state") == "PAYERROR":
        state = "failed"  # nobody stands before it who could try again
    if state != "paid":
        return OrderStanding(state)
    at = datetime.fromisoformat(told["success_time"])
    return OrderStanding("paid", Money(order, told["transaction_id"], int(told["amount"]["total"]), at))
