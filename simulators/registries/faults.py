"""What goes wrong on demand, per service."""

from typing import Literal

from pydantic import Field

from simulators.registries.people import Noted

Kind = Literal[
    "down",
    "slow",
    "wrong_hash",
    "bad_signature",
    "tampered",
    "unknown_person",
    "stale",
    "garbage",
    "html",
    "repeat",
    "surplus",
]


class Fault(Noted):
    """``service``: ``police/person``, ``police`` (all of its services) or ``*``. Without ``times`` it stays until cleared."""

    service: str = "*"
    kind: Kind
    times: int | None = Field(default=None, ge=1)
    seconds: float = Field(default=10.0, ge=0, le=60)

    def strikes(self, service: str) -> bool:
        return self.service in {"*", service, service.partition("/")[0]}


class Faults:
    """In the order in which they were set; the first that strikes does."""

    def __init__(self) -> None:
        self.set: list[Fault] = []

    def take(self, service: str) -> Fault | None:
        fault = next((fault for fault in self.set if fault.strikes(service)), None)
        if fault and fault.times is not None:
            fault.times -= 1
            if not fault.times:
                self.set.remove(fault)
        return fault
