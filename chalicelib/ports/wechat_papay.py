"""委托代扣 of WeChat Pay APIv3, as requests: sign a contract, look at it, end it, announce a debit, begin one.

Sign: https://pay.weixin.qq.com/docs/merchant/apis/entrusted-payment/normal/normal-h5-scheduled-deduct-pre-sign.html
Announce: https://pay.weixin.qq.com/wiki/doc/api/wxpay_v2/papay/chapter3_10.shtml
Debit: https://pay.weixin.qq.com/doc/v3/merchant/4012467036
Callbacks: https://pay.weixin.qq.com/docs/merchant/apis/entrusted-payment/contract-alter-notify.html
What of this nobody has tried against the real provider stands in docs/decisions/2026-11-25-auto-pay.md.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from chalicelib.ports.payments import Contract, ContractState, Wanted

DEBIT = "PAP"
DAYS = 7  # that a debit may be tried, from the second day after it was announced
STATES: dict[str, ContractState] = {"SIGNED": "signed", "TERMINATED": "ended"}
NO_CONTRACT = frozenset({"CONTRACT_NOT_EXIST", "RESOURCE_NOT_EXISTS"})
ENDED = frozenset({"CONTRACT_TERMINATED", "INVALID_REQUEST"})
ANNOUNCED = frozenset({"ALREADY_EXISTS"})
Call = tuple[str, str, dict[str, Any] | None]  # method, path, body


@dataclass(frozen=True)
class Plan:
    """The merchant, and the template (模板) under which it may debit."""

    mchid: str
    appid: str
    plan: str


def sign(plan: Plan, code: str, label: str, callback: str) -> Call:
    body = {
        "appid": plan.appid,
        "plan_id": int(plan.plan),
        "out_contract_code": code,
        "contract_display_account": label,
        "contract_notify_url": callback,
    }
    return "POST", "/v3/papay/scheduled-deduct-sign/contracts/pre-entrust-sign/h5", body


def look(plan: Plan, code: str) -> Call:
    return "GET", f"{_of(plan, code)}?appid={quote(plan.appid)}", None


def end(plan: Plan, code: str) -> Call:
    return "POST", f"{_of(plan, code)}/terminate", {"contract_termination_remark": "用户关闭自动缴费"}


def announce(plan: Plan, number: str, amount: int) -> Call:
    body = {
        "mchid": plan.mchid,
        "appid": plan.appid,
        "deduct_duration": {"count": DAYS, "unit": "DAY"},
        "estimated_amount": {"amount": amount, "currency": "CNY"},
    }
    return "POST", f"/v3/papay/contracts/{quote(number)}/notify", body


def debit(plan: Plan, wanted: Wanted, number: str) -> Call:
    body = {
        "appid": plan.appid,
        "out_trade_no": wanted.order,
        "description": wanted.description,
        "transaction_notify_url": wanted.callback,
        "contract_id": number,
        "amount": {"total": wanted.amount, "currency": "CNY"},
    }
    return "POST", "/v3/papay/pay/transactions/apply", body


def contract(code: str, told: dict[str, Any]) -> Contract:
    state = STATES.get(str(told.get("contract_state")), "none")
    return Contract(code, state, str(told.get("contract_id", "")))


def _of(plan: Plan, code: str) -> str:
    return f"/v3/papay/sign/contracts/plan-id/{quote(plan.plan)}/out-contract-code/{quote(code)}"
