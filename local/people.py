"""The two people of the main journey, each with a browser and a telephone; what they do goes through the real API."""

import re
from typing import Any
from urllib.parse import urlsplit

from local.web import HTML, Browser, accepted
from simulators.carrier.client import Carrier, Phone

CODE = re.compile(r"\d{6}")
PATIENCE = 30.0  # seconds for what a cold function has to do first


class Person:
    """Somebody with a telephone number."""

    def __init__(self, door: int, carrier: Carrier, number: str, name: str) -> None:
        self.browser = Browser(door)
        self.carrier = carrier
        self.number = number
        self.name = name
        self.phone: Phone = carrier.add_handset(number, name)

    def habits(self, **habits: Any) -> None:
        """How their handset behaves from now on, and what it shows to others."""
        self.carrier.add_handset(self.number, self.name, **habits)

    def code(self, since: int) -> str:
        """The one-time code on the handset's screen."""
        self.phone.wait(texted="验证码", since=since, timeout=PATIENCE)
        _, text = self.carrier.ledger(since).handset(self.number).texts[-1]
        found = CODE.search(text)
        if not found:
            raise LookupError("the text message has no code in it")
        return found.group()


class Owner(Person):
    """Signs in with a code read from the handset, puts up a vehicle, prints its sticker (PDF)."""

    def sign_in(self) -> None:
        since = self.carrier.ledger().last
        sent = accepted(self.browser.post("/identity/sign-in", {"phone": self.number}))
        given = {"challenge": sent["challenge"], "code": self.code(since)}
        accepted(self.browser.post("/identity/sign-in/code", given))

    def register(self, plate: str) -> str:
        """The new vehicle's id."""
        return str(accepted(self.browser.post("/car-move/vehicles/new", {"plate": plate}))["id"])

    def print_sticker(self, vehicle: str) -> bytes:
        return self.browser.get(f"/car-move/vehicles/{vehicle}/sticker.pdf", accept="application/pdf").body

    def pick_up(self) -> None:
        """The telephone rings; the owner answers, listens, and presses 1."""
        self.phone.wait("ringing", timeout=PATIENCE)
        self.phone.answer()
        self.phone.wait("asked", timeout=PATIENCE)
        self.phone.press("1")
        self.phone.wait("talking", timeout=PATIENCE)


class PasserBy(Person):
    """Scans a sticker, says why, and dials the number on the page."""

    def scan(self, link: str) -> str:
        """The page behind the code."""
        return self.browser.get(urlsplit(link).path, accept=HTML).text

    def ask(self, link: str, plate: str, reason: str = "blocks_exit") -> Any:
        """How the request stands, with the masked number to dial."""
        code = link.rpartition("/")[2]
        wanted = {"code": code, "tail": plate[-3:], "reason": reason, "phone": self.number}
        return accepted(self.browser.post("/car-move/requests", wanted))

    def follow(self, case: str) -> Any:
        return accepted(self.browser.get(f"/car-move/requests/{case}"))
