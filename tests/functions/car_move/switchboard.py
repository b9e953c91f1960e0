"""Twilio's adapter, whose REST API is made of memory: what was texted, and what was to be forgotten."""

from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.errors import Gone
from chalicelib.ports.phone import Trace, Traces
from chalicelib.ports.twilio_phone import TwilioPhone

PAGE = 3


@dataclass
class Memory:
    """``failing`` requests fail from now on; ``unwilling`` phones take no texts; ``kept`` is listed ``PAGE`` at a time.

    Each of ``kept`` is ("call" or "text", when it was over, trace). Lists are ``closed`` while they cannot be read.
    """

    texts: list[tuple[str, str, str]] = field(default_factory=list)
    forgotten: list[tuple[str, str]] = field(default_factory=list)
    asked: int = 0
    failing: int = 0
    unwilling: set[str] = field(default_factory=set)
    kept: list[tuple[str, datetime, Trace]] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    closed: bool = False


class Switchboard(TwilioPhone):
    def __init__(self, parameters):
        super().__init__(parameters)
        self.memory = Memory()

    def text(self, to, body, key):
        return self.relay(to, "", body)

    def relay(self, to, show, body):
        self._answer()
        if to in self.memory.unwilling:
            raise Gone("对方收不到短信。")
        self.memory.texts.append((to, show, body))
        return f"SM{len(self.memory.texts)}"

    def forget_call(self, call):
        self._answer()
        self.memory.forgotten.append(("call", call))

    def forget_text(self, text):
        self._answer()
        self.memory.forgotten.append(("text", text))

    def traces(self, what, before, cursor=""):
        self.memory.read.append(what)
        if self.memory.closed:
            raise ConnectionError("the carrier does not answer")
        gone = {carrier_id for _, carrier_id in self.memory.forgotten}
        old = [one for kind, at, one in self.memory.kept if kind == what and at < before]
        first = int(cursor or 0)
        page = [one for one in old[first : first + PAGE] if one.id not in gone]
        return Traces(page, str(first + PAGE) if first + PAGE < len(old) else "")

    def _answer(self):
        self.memory.asked += 1
        if self.memory.failing:
            self.memory.failing -= 1
            raise ConnectionError("the carrier does not answer")
