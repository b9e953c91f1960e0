"""What the provider knows: orders, money that came and went back, contracts to debit. Kept in one file."""

import json
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

State = Literal["NOTPAY", "SUCCESS", "REFUND", "CLOSED", "PAYERROR"]


@dataclass
class Order:
    """``total`` in fen; times are ISO 8601 with a zone."""

    out_trade_no: str
    total: int
    description: str
    notify_url: str
    trade_type: Literal["MWEB", "NATIVE", "PAP"]
    created: str
    expires: str = ""
    state: State = "NOTPAY"
    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    transaction_id: str = ""
    paid: int = 0
    success_time: str = ""


@dataclass
class Refund:
    """``status``: PROCESSING, SUCCESS, ABNORMAL."""

    out_refund_no: str
    refund_id: str
    out_trade_no: str
    amount: int
    created: str
    status: str = "SUCCESS"
    success_time: str = ""
    notify_url: str = ""


@dataclass
class Contract:
    """``announced`` fen at most may be debited from the day ``first`` to the day ``last``, once; 0 where nothing was announced."""

    out_contract_code: str
    plan_id: int
    display: str
    notify_url: str
    created: str
    state: Literal["NONE", "SIGNED", "TERMINATED"] = "NONE"
    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    contract_id: str = ""
    signed: str = ""
    ended: str = ""
    mode: str = ""
    announced: int = 0
    first: str = ""
    last: str = ""


class Book:
    """By the merchant's own numbers, which are what makes a repeated request harmless."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self.orders: dict[str, Order] = {}
        self.refunds: dict[str, Refund] = {}
        self.contracts: dict[str, Contract] = {}
        if file and file.exists():
            known = json.loads(file.read_text())
            self.orders = {it["out_trade_no"]: Order(**it) for it in known["orders"]}
            self.refunds = {it["out_refund_no"]: Refund(**it) for it in known["refunds"]}
            contracts = [Contract(**it) for it in known.get("contracts", [])]
            self.contracts = {it.out_contract_code: it for it in contracts}

    def save(self) -> None:
        """Beside, then in place: a power cut leaves the old or the new one."""
        if self._file is None:
            return
        beside = self._file.with_suffix(".new")
        beside.write_text(json.dumps(self.view(), ensure_ascii=False))
        beside.replace(self._file)

    def view(self) -> dict[str, list[dict[str, Any]]]:
        return {
            "orders": [asdict(it) for it in self.orders.values()],
            "refunds": [asdict(it) for it in self.refunds.values()],
            "contracts": [asdict(it) for it in self.contracts.values()],
        }

    def by_token(self, token: str) -> Order | None:
        return next((it for it in self.orders.values() if it.token == token), None)

    def contract_by_token(self, token: str) -> Contract | None:
        return next((it for it in self.contracts.values() if it.token == token), None)

    def refunded(self, out_trade_no: str) -> int:
        """Fen given back or about to be, of one order."""
        of = [it for it in self.refunds.values() if it.out_trade_no == out_trade_no]
        return sum(it.amount for it in of if it.status != "ABNORMAL")
