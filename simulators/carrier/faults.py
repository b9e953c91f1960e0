"""What goes wrong on demand: each field is one way a network or a carrier misbehaves."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from simulators.carrier.handset import Behaviour

# unreachable = never arrives; slow = arrives, the answer comes too late; error = the answer is a 502
Webhook = Literal["", "unreachable", "slow", "error"]


class Faults(BaseModel):
    """Faults stay until changed or cleared, save those that name how many times they strike."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    algorithm: Literal["HMAC_SHA1", "HMAC_SHA256"] = "HMAC_SHA1"
    bad_signature: bool = False
    tampered: bool = False
    # strikes the primary address only, so that the fallback can be seen to work
    webhook: Webhook = ""
    repeat: int = Field(default=1, ge=0, le=1000)
    reorder: bool = False
    drop: list[str] = []
    next_answer: Behaviour | Literal[""] = ""
    rest: Literal[0, 429, 500, 503] = 0
    rest_times: int = 1_000_000

    def change(self, values: dict[str, Any]) -> None:
        """All of it or nothing; raises ValueError."""
        wish = Faults.model_validate(self.view() | values)
        for name in values:
            setattr(self, name, getattr(wish, name))

    def clear(self) -> None:
        self.change(Faults().view())

    def take_next_answer(self, usual: Behaviour) -> Behaviour:
        behaviour, self.next_answer = self.next_answer or usual, ""
        return behaviour

    def take_rest(self) -> int:
        """The status the REST API must answer with, 0 when it works."""
        if not self.rest or self.rest_times <= 0:
            return 0
        self.rest_times -= 1
        return self.rest

    def view(self) -> dict[str, Any]:
        return self.model_dump()
