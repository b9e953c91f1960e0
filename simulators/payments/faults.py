"""What goes wrong on demand; a fault stays until it is changed or cleared, save those that say how often they strike."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Faults(BaseModel):
    """callbacks: dropped, repeated, late, out of order, forged or tampered with; the API: silent, failing, or late.

    ``answer_lost``: the request is carried out, and the answer never arrives. ``tampered_by`` fen more or less are paid.
    """

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    callback_drop: bool = False
    callback_repeat: int = Field(default=1, ge=1, le=100)
    callback_delay: float = Field(default=0, ge=0)
    callback_reorder: bool = False
    callback_forged: Literal["", "signature", "serial", "stale", "cipher", "amount"] = ""
    api_status: Literal[0, 429, 500, 502, 503] = 0
    api_times: int = 1_000_000
    api_delay: float = Field(default=0, ge=0)
    answer_lost: int = Field(default=0, ge=0)
    bad_signature: bool = False
    tampered_by: int = 0
    takes_late_money: bool = False
    debit: Literal["SUCCESS", "PAYERROR"] = "SUCCESS"
    debit_times: int = 1_000_000
    refund: Literal["SUCCESS", "PROCESSING", "ABNORMAL"] = "SUCCESS"
    refund_times: int = 1_000_000

    def change(self, values: dict[str, Any]) -> None:
        """All of it or nothing; raises ValueError."""
        wish = Faults.model_validate(self.model_dump() | values)
        for name in values:
            setattr(self, name, getattr(wish, name))

    def clear(self) -> None:
        self.change(Faults().model_dump())

    def take_api(self) -> int:
        """The status the API must answer with, 0 when it works."""
        if not self.api_status or self.api_times <= 0:
            return 0
        self.api_times -= 1
        return self.api_status

    def take_lost(self) -> bool:
        if not self.answer_lost:
            return False
        self.answer_lost -= 1
        return True

    def take_debit(self) -> str:
        if self.debit == "SUCCESS" or self.debit_times <= 0:
            return "SUCCESS"
        self.debit_times -= 1
        return self.debit

    def take_refund(self) -> str:
        if self.refund == "SUCCESS" or self.refund_times <= 0:
            return "SUCCESS"
        self.refund_times -= 1
        return self.refund
