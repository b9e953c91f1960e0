"""What goes wrong on demand: each field is one way a network or a carrier misbehaves."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

from simulators.carrier.handset import Behaviour

Webhook = Literal["", "unreachable", "slow", "error"]


@dataclass
class Faults:
    """Faults stay until changed or reset, save those that name how many times they strike."""

    algorithm: Literal["HMAC_SHA1", "HMAC_SHA256"] = "HMAC_SHA1"
    bad_signature: bool = False
    tampered: bool = False
    # primary webhooks only, so that the fallback can be seen to work:
    # unreachable = never arrives; slow = arrives, the answer comes too late; error = the answer is a 502
    webhook: Webhook = ""
    repeat: int = 1
    reorder: bool = False
    drop: list[str] = field(default_factory=list)
    next_answer: Behaviour | Literal[""] = ""
    rest: Literal[0, 429, 500, 503] = 0
    rest_times: int = 1_000_000

    def change(self, values: dict[str, Any]) -> None:
        unknown = values.keys() - {one.name for one in fields(self)}
        if unknown:
            raise ValueError(f"no such fault: {', '.join(sorted(unknown))}")
        for name, value in values.items():
            setattr(self, name, value)

    def clear(self) -> None:
        self.change(asdict(Faults()))

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
        return asdict(self)
