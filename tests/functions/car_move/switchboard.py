"""Twilio's adapter, whose REST API is made of memory: what was texted, and what was to be forgotten."""

from dataclasses import dataclass, field

from chalicelib.errors import Gone
from chalicelib.ports.twilio_phone import TwilioPhone


@dataclass
class Memory:
    """``failing`` requests fail from now on; ``unwilling`` phones take no texts."""

    texts: list[tuple[str, str, str]] = field(default_factory=list)
    forgotten: list[tuple[str, str]] = field(default_factory=list)
    asked: int = 0
    failing: int = 0
    unwilling: set[str] = field(default_factory=set)


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

    def _answer(self):
        self.memory.asked += 1
        if self.memory.failing:
            self.memory.failing -= 1
            raise ConnectionError("the carrier does not answer")
