"""A telephone: who it belongs to, how it behaves, and what its screen and loudspeaker show right now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

from simulators.carrier.ids import is_address

if TYPE_CHECKING:
    from simulators.carrier.leg import Leg

Behaviour = Literal["manual", "answer", "accept", "busy", "reject", "no-answer", "failed", "voicemail"]
State = Literal["idle", "dialling", "ringing", "listening", "talking"]
PROFILE = ("number", "name", "behaviour", "delay", "presses", "caller_id", "landline")


@dataclass(eq=False)
class Handset:
    """`caller_id` replaces the number shown to the called side: "anonymous", "+266696687" or a wrong number."""

    number: str
    name: str = ""
    behaviour: Behaviour = "manual"
    delay: float = 2.0
    presses: str = "1"
    caller_id: str = ""
    landline: bool = False

    state: State = "idle"
    shows: str = ""
    hears: list[str] = field(default_factory=list)
    asked: bool = False
    leg: Leg | None = None

    def __post_init__(self) -> None:
        if not is_address(self.number):
            raise ValueError(f"{self.number!r} is neither an E.164 number nor client:<name>")
        if self.behaviour not in get_args(Behaviour):
            raise ValueError(f"no such behaviour: {self.behaviour}")
        self.delay = float(self.delay)
        self.presses = str(self.presses)

    @property
    def identity(self) -> str:
        return self.caller_id or self.number

    def profile(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in PROFILE}

    def view(self) -> dict[str, Any]:
        live = {"state": self.state, "shows": self.shows, "hears": self.hears[-8:], "asked": self.asked}
        return self.profile() | live | {"call": self.leg.sid if self.leg else None}
