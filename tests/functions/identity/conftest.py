"""What the tests of identity share: a phone that codes arrive on, and the steps everybody takes."""

import re
from dataclasses import dataclass

import pytest

from chalicelib import matters
from chalicelib.identity import Caller, caller_of
from functions.identity.forms import AskCode, Enrolment, GiveCode
from functions.identity.model import Origin
from functions.identity.use_cases import codes, officers
from functions.identity.use_cases.sign_in import sign_in

ORIGIN = Origin("192.0.2.1", "device-1", "iPhone · 微信")
PHONE = "+8613800138000"


@dataclass
class Town:
    """A World, and what people do in it."""

    world: object

    def ask(self, phone=PHONE, origin=ORIGIN, then=""):
        return codes.ask_code(self.world, AskCode(phone=phone, next=then), origin)

    def deliver(self):
        """Let identity hear what it told."""
        matter = matters.load("identity")
        for fact in list(self.world.bus.facts):
            matters.react(matter, self.world, fact)

    def code(self):
        """The code in the latest text."""
        self.deliver()
        return re.search(r"验证码 (\d{6})", self.world.phone.texts[-1][1])[1]

    def give(self, sent, code, then="", origin=ORIGIN):
        return sign_in(self.world, GiveCode(challenge=sent.challenge, code=code, next=then), origin)

    def sign_in(self, phone=PHONE, **more):
        sent = self.ask(phone)
        return self.give(sent, self.code(), **more)

    def caller(self, granted) -> Caller:
        return caller_of(self.world, {"Authorization": f"Bearer {granted.token}"})

    def enrol(self, account="hefei-001", **more):
        given = {
            "account": account,
            "password": "a good long one",
            "phone": "13900139000",
            "roles": ["officer"],
            "area": "3401",
        }
        return officers.enrol(self.world, Enrolment(**given | more))

    def wrong(self, code):
        return f"{(int(code) + 1) % 1_000_000:06}"


@pytest.fixture
def town(world):
    return Town(world)
