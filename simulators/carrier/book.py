"""What survives a restart: the numbers owned, the handsets, the messages and who opted out."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from simulators.carrier.handset import Handset


@dataclass
class Number:
    """A number the account owns, and where its calls and messages are announced."""

    sid: str
    phone_number: str
    created: str
    updated: str
    friendly_name: str = ""
    voice_url: str = ""
    voice_method: str = "POST"
    voice_fallback_url: str = ""
    voice_fallback_method: str = "POST"
    sms_url: str = ""
    sms_method: str = "POST"
    sms_fallback_url: str = ""
    sms_fallback_method: str = "POST"
    status_callback: str = ""
    status_callback_method: str = "POST"


@dataclass
class Message:
    """A text message, in the states Twilio reports."""

    sid: str
    from_: str
    to: str
    body: str
    direction: str
    status: str
    created: str
    updated: str
    sent: str = ""
    error_code: int | None = None
    num_media: int = 0
    status_callback: str = ""
    discards: bool = False
    obfuscates: bool = False

    @property
    def settled(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.status in {"delivered", "undelivered", "failed", "received"}


class Book:
    """Small JSON beside the ledger, written whole at every change."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.numbers: dict[str, Number] = {}
        self.handsets: dict[str, Handset] = {}
        self.messages: dict[str, Message] = {}
        self.opted_out: set[tuple[str, str]] = set()
        if path is not None and path.exists():
            self._load(json.loads(path.read_text(encoding="utf-8")))

    def owned(self, phone_number: str) -> Number | None:
        return next((one for one in self.numbers.values() if one.phone_number == phone_number), None)

    def save(self) -> None:
        if self.path is None:
            return
        draft = self.path.with_name(self.path.name + ".new")
        draft.write_text(json.dumps(self._dump(), ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(self.path)

    def clear(self) -> None:
        for shelf in (self.numbers, self.handsets, self.messages, self.opted_out):
            shelf.clear()
        self.save()

    def _dump(self) -> dict[str, Any]:
        return {
            "numbers": [asdict(one) for one in self.numbers.values()],
            "handsets": [one.profile() for one in self.handsets.values()],
            "messages": [asdict(one) for one in self.messages.values()],
            "opted_out": sorted(self.opted_out),
        }

    def _load(self, saved: dict[str, Any]) -> None:
        self.numbers = {row["sid"]: Number(**row) for row in saved["numbers"]}
        self.handsets = {row["number"]: Handset(**row) for row in saved["handsets"]}
        self.messages = {row["sid"]: Message(**row) for row in saved["messages"]}
        self.opted_out = {(handset, number) for handset, number in saved["opted_out"]}
