"""Callbacks: signed, sealed, and told again along the provider's ladder until somebody says 200 or 204.

Ladder: https://pay.weixin.qq.com/doc/v3/merchant/4012791861 (told, and 15 times again over 24 h 4 min).
"""

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from simulators.payments import keys
from simulators.payments.book import Contract, Order, Refund
from simulators.payments.faults import Faults
from simulators.payments.keys import Merchant, Platform
from simulators.payments.wire import signed

LADDER = (15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600)
About = Order | Refund | Contract
Send = Callable[[str, str, dict[str, str]], Awaitable[int]]


@dataclass
class Callbacks:
    """``send`` posts a body with headers to an address and returns the status, 0 where nobody answers."""

    merchant: Merchant
    platform: Callable[[], Platform]
    faults: Faults
    send: Send
    now: Callable[[], datetime]
    tried: list[dict[str, Any]] = field(default_factory=list)
    _held: list[tuple[str, About]] = field(default_factory=list)
    _running: set["asyncio.Task[None]"] = field(default_factory=set)

    def tell(self, event: str, about: About) -> None:
        """Begin to tell; ``callback_reorder`` holds one back until the next has gone out."""
        if not about.notify_url:
            return
        if self.faults.callback_reorder and not self._held:
            self._held.append((event, about))
            return
        for _ in range(self.faults.callback_repeat):
            self._begin(event, about)
        while self._held:
            self._begin(*self._held.pop())

    def _begin(self, event: str, about: About) -> None:
        task = asyncio.create_task(self._climb(event, about))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _climb(self, event: str, about: About) -> None:
        """Up the ladder until it is taken."""
        await asyncio.sleep(self.faults.callback_delay)
        number = secrets.token_hex(16)
        for wait in (*LADDER, 0):
            if await self._try(number, event, about) in {200, 204}:
                return
            await asyncio.sleep(wait)

    async def _try(self, number: str, event: str, about: About) -> int:
        if self.faults.callback_drop:
            status = 0
        else:
            body = self.body(number, event, about)
            status = await self.send(about.notify_url, body, self.headers(body))
        name = about.out_contract_code if isinstance(about, Contract) else about.out_trade_no
        told = {"id": number, "event": event, "order": name}
        self.tried.append({**told, "at": self.now().isoformat(), "status": status})
        return status

    def body(self, number: str, event: str, about: About) -> str:
        kind, summary, plain = plainly(self.merchant, about)
        if self.faults.callback_forged == "amount" and "amount" in plain:
            plain["amount"] = {
                name: it // 2 if isinstance(it, int) else it for name, it in plain["amount"].items()
            }
        sealed = self.merchant.seal(json.dumps(plain, ensure_ascii=False), kind)
        if self.faults.callback_forged == "cipher":
            sealed["ciphertext"] = sealed["ciphertext"][:-8] + "AAAAAAA="
        told = {
            "id": number,
            "create_time": self.now().isoformat(),
            "resource_type": "encrypt-resource",
            "event_type": event,
            "summary": summary,
            "resource": {**sealed, "original_type": kind},
        }
        return json.dumps(told, ensure_ascii=False)

    def headers(self, body: str) -> dict[str, str]:
        forged = self.faults.callback_forged
        at = self.now() - timedelta(hours=1) if forged == "stale" else self.now()
        signer = keys.platform() if forged in {"signature", "serial", "amount"} else self.platform()
        headers = signed(signer, body, at)
        if forged in {"signature", "amount"}:
            headers["Wechatpay-Serial"] = self.platform().serial
        return {"Content-Type": "application/json", **headers}

    async def quiet(self) -> None:
        """Until everything that was begun is taken, or given up at the top of the ladder."""
        while self._running:
            await asyncio.wait(self._running)

    async def stop(self) -> None:
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)


def plainly(merchant: Merchant, about: About) -> tuple[str, str, dict[str, Any]]:
    """What it is called, in one word and in a few, and what is said of it."""
    match about:
        case Order():
            return "transaction", "支付成功", transaction(merchant, about)
        case Refund():
            return "refund", "退款", refund(merchant, about)
        case Contract():
            return "entrust", "委托代扣签解约通知", contract(merchant, about)


def transaction(merchant: Merchant, order: Order) -> dict[str, Any]:
    """https://pay.weixin.qq.com/doc/v3/merchant/4012791861"""
    told: dict[str, Any] = {
        "appid": merchant.appid,
        "mchid": merchant.mchid,
        "out_trade_no": order.out_trade_no,
        "trade_type": order.trade_type,
        "trade_state": order.state,
        "trade_state_desc": order.state,
        "amount": {"total": order.total, "currency": "CNY"},
    }
    if order.state in {"SUCCESS", "REFUND"}:
        told |= {
            "transaction_id": order.transaction_id,
            "success_time": order.success_time,
            "payer": {"openid": "o1"},
        }
        told["amount"] |= {"total": order.paid, "payer_total": order.paid, "payer_currency": "CNY"}
    return told


def refund(merchant: Merchant, it: Refund) -> dict[str, Any]:
    """https://pay.weixin.qq.com/doc/v3/merchant/4012791865"""
    return {
        "mchid": merchant.mchid,
        "out_trade_no": it.out_trade_no,
        "out_refund_no": it.out_refund_no,
        "refund_id": it.refund_id,
        "refund_status": it.status,
        "success_time": it.success_time,
        "amount": {
            "total": it.amount,
            "refund": it.amount,
            "payer_total": it.amount,
            "payer_refund": it.amount,
        },
    }


def contract(merchant: Merchant, it: Contract) -> dict[str, Any]:
    """https://pay.weixin.qq.com/docs/merchant/apis/entrusted-payment/contract-alter-notify.html"""
    told: dict[str, Any] = {
        "mchid": merchant.mchid,
        "appid": merchant.appid,
        "plan_id": it.plan_id,
        "out_contract_code": it.out_contract_code,
        "contract_id": it.contract_id,
        "contract_state": it.state,
        "contract_signed_time": it.signed,
        "openid": "o1",
    }
    if it.ended:
        told["contract_terminate_info"] = {
            "contract_terminated_time": it.ended,
            "contract_termination_mode": it.mode,
        }
    return told
