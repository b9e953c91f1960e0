"""The matter's own facts, the clock and the state machine, and what must hold at any time."""

import itertools
from datetime import datetime, timedelta
from typing import Any

from chalicelib import matters
from tests.functions.car_move.life.calls import Calls
from tests.functions.car_move.life.oracle import QUARANTINE, SESSION, Session
from tests.functions.car_move.life.street import PHONES
from tests.leaks import names

LAST_CALL = timedelta(seconds=25 + 10 + 180)


class Whole(Calls):
    """The street with all that goes on behind it."""

    # Facts, the clock, the machine

    def hears_fact(self, index: int, times: int) -> None:
        """The matter hears a fact of its own, maybe again."""
        fact = self.world.bus.facts[index]
        first = not self.world.store.has_handled(fact.id)
        for _ in range(times):
            matters.react(matters.load("car-move"), self.world, fact)
        if first and fact.type in {"car_move.sticker_revoked", "car_move.vehicle_paused"}:
            cut = self.oracle.stops(
                self.now, fact.data["vehicle_id"], datetime.fromisoformat(fact.data["at"])
            )
            self.seen["cut off"] += cut

    def waits(self, time: timedelta) -> None:
        self.world.clock.advance(time)

    def due(self) -> list[Session]:
        """Whose last call can be over; some are closed already."""
        return [one for one in self.oracle.sessions if self.now >= one.held_until - QUARANTINE + LAST_CALL]

    def closes(self, session: Session) -> None:
        """The machine does, maybe again."""
        page, before = self.pages[session.case], len(self.world.bus.facts)
        self.town.step("close", session.case)
        told = [fact for fact in self.world.bus.facts[before:] if fact.type == "car_move.closed"]
        assert len(told) == (0 if page.closed else 1)
        if told:
            heard = "replied" if session.heard and page.outcome == "not_called" else page.outcome
            assert (told[0].data["outcome"], told[0].data["seconds"]) == (heard, page.bill)
            page.closed = self._shown(session.case)
            self.seen[f"closed {heard}"] += 1

    def _shown(self, case: str) -> dict[str, Any]:
        shown = self.town.follow(case)
        return {
            name: value for name, value in shown.items() if name in {"status", "number", "answered", "closed"}
        }

    def as_it_stands(self) -> str:
        """All that two walks by the same seed have in common, in words; what is random by design is not in it."""
        sessions = [(one.case, one.number, one.until.isoformat()) for one in self.oracle.sessions]
        pages = [(case, page.status, page.bill) for case, page in self.pages.items()]
        told = [fact.type for fact in self.world.bus.facts]
        return f"{self.now} {sessions} {pages} {told} {len(self.pending)} {len(self.sent)}"

    # What must hold at any time

    def check_page(self, session: Session) -> None:
        page, shown = self.pages[session.case], self._shown(session.case)
        assert shown["status"] == page.status
        assert shown["answered"] == bool(page.accepted)
        live = session.is_live(self.now) and page.closed is None
        assert shown["number"] == (session.number or None if live else None)
        assert page.closed in (None, shown), "closed does not stay closed"

    def check_news(self) -> None:
        """No fact tells anybody's number."""
        numbers = [*PHONES, *self.oracle.numbers, *self.oracle.shared]
        for fact in self.world.bus.facts[self.news_read :]:
            text = fact.model_dump_json()
            assert names(text, numbers) == [], text
        self.news_read = len(self.world.bus.facts)

    def check_caps(self) -> None:
        live = self.oracle.live(self.now)
        for phone in PHONES:
            assert sum(one.owner == phone for one in live) <= 10
            assert sum(one.passer_by == phone for one in live) <= 5

    def ends_the_day(self) -> None:
        """Everything is over, is billed once, and stays so."""
        self.waits(SESSION + LAST_CALL)
        for one in [*self.due(), *self.due()[:2]]:
            self.closes(one)
        for one in self.oracle.sessions:
            self.check_page(one)
            assert self.pages[one.case].closed

    def check_lines(self) -> None:
        """Where everybody who has had a session gets by every number, just now."""
        phones = {phone for one in self.oracle.sessions for phone in (one.owner, one.passer_by)}
        for phone, number in itertools.product(sorted(phones), self._known_numbers()):
            self.dial(phone, number)

    def check_some_lines(self, turn: int) -> None:
        """One phone at one number, others each time, and both ends of one session, live or not."""
        lines = list(itertools.product(PHONES, self._known_numbers()))
        self.dial(*lines[turn * 7 % len(lines)])
        if held := [one for one in self.oracle.sessions if one.is_held(self.now) and not one.by_pin]:
            one = held[turn % len(held)]
            self.dial(one.passer_by, one.number)
            self.dial(one.owner, one.theirs or one.number)

    def _known_numbers(self) -> list[str]:
        return sorted({one.number for one in self.oracle.sessions if one.number} | set(self.oracle.numbers))
