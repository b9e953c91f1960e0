"""What the tests of notifications share: a carrier that can fail and forget, and facts to tell."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib import matters
from chalicelib.events import Fact
from chalicelib.ports.phone import Trace, Traces
from functions.notifications.model import Message
from functions.notifications.use_cases.delivering import deliver_due

OWNER, PHONE = "citizen-1", "+8613800138000"
DAY = datetime(2026, 5, 1, 2, tzinfo=UTC)
NIGHT = datetime(2026, 5, 1, 15, tzinfo=UTC)


@dataclass
class Carrier:
    """Sends whatever it is asked to, as often as it is asked; it knows what it took."""

    texts: list[tuple[str, str, str]] = field(default_factory=list)
    failing: int = 0
    losing: int = 0
    kept: list[Trace] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)

    def text(self, to, body, key):
        if self.failing:
            self.failing -= 1
            raise ConnectionError("the carrier does not answer")
        self.texts.append((to, body, key))
        if self.losing:
            self.losing -= 1
            raise TimeoutError("the carrier took it, and its answer was lost")
        return f"SM{len(self.texts)}"

    def traces(self, what, before, cursor=""):
        return Traces(self.kept)

    def forget_text(self, text):
        self.forgotten.append(text)

    def find_text(self, to, body):
        known = [(to_, body_) for to_, body_, _ in self.texts]
        return f"SM{known.index((to, body)) + 1}" if (to, body) in known else None


@dataclass
class Town:
    """A World, and what happens in it."""

    world: object
    facts: int = 0

    def fact(self, about="car_move.unreachable", **more):
        self.facts += 1
        data = {"case_id": f"case-{self.facts}", "owner_id": OWNER, "at": self.world.now().isoformat()}
        return Fact(id=f"fact-{self.facts}", type=about, version=1, correlation_id="trace", data=data | more)

    def hear(self, fact):
        matters.react(matters.load("notifications"), self.world, fact)

    def minutes(self, many):
        """Time passes, and every minute the sweep comes by."""
        for _ in range(many):
            self.world.clock.advance(timedelta(minutes=1))
            deliver_due(self.world)

    def later(self, **by):
        """Time passes at once; then the sweep comes by."""
        self.world.clock.advance(timedelta(**by))
        deliver_due(self.world)

    @property
    def texts(self):
        return self.world.phone.texts

    def message(self, number=-1) -> Message:
        return self.world.store.get(Message, self.ids()[number])

    def ids(self):
        issued = str(self.world.new_id.numbers).partition("(")[2].rstrip(")")
        return [f"id-{n}" for n in range(1, int(issued))]


@pytest.fixture
def town(world):
    world.directory.put(OWNER, PHONE)
    world.clock.time = DAY
    return Town(replace(world, phone=Carrier()))
