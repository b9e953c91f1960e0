"""What the tests of the portal share: a citizen, and facts as their publishers tell them."""

import itertools
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib import matters
from chalicelib.events import Fact
from chalicelib.identity import COOKIE
from chalicelib.tokens import Claims
from functions.portal.routes import routes
from tests.door import Door

OWNER, OTHER = "citizen-1", "citizen-2"
PORTAL = matters.load("portal")


@dataclass
class Town:
    """A World, and what happens in it; each fact an instant after the one before."""

    world: Any
    numbers: Any = field(default_factory=itertools.count)

    def fact(self, about: str, at: datetime | None = None, **data: Any) -> Fact:
        number = next(self.numbers)
        moment = at or self.world.now() + timedelta(milliseconds=number)
        known = {"case_id": "case-1", "owner_id": OWNER, "at": moment.isoformat()}
        if about.startswith("application."):
            known["matter"] = "public-housing"
        return Fact(id=f"fact-{number}", type=about, version=1, correlation_id="trace", data=known | data)

    def hear(self, *facts: Fact) -> None:
        for fact in facts:
            matters.react(PORTAL, self.world, fact)

    def happens(self, about: str, **data: Any) -> Fact:
        fact = self.fact(about, **data)
        self.hear(fact)
        return fact

    def door(self, citizen: str = OWNER, level: int = 2) -> Door:
        """A browser of theirs, signed in."""
        claims = Claims(sub=citizen, sid=f"session-of-{citizen}", jti="1", level=level, roles=["citizen"])
        token = self.world.tokens.issue(claims, self.world.now() + timedelta(hours=1))
        return Door(routes, self.world, {COOKIE: token})

    def stranger(self) -> Door:
        return Door(routes, self.world)

    def mine(self, show: str = "open", citizen: str = OWNER) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.door(citizen).fetch(f"/my?show={show}").json["affairs"]
        return found

    def told(self, citizen: str = OWNER) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.door(citizen).fetch("/inbox").json["messages"]
        return found


@pytest.fixture
def town(world: Any) -> Town:
    return Town(world)
