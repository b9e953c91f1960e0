"""What passers-by, callers and their carrier do; every method asserts what the oracle says of it."""

import re
from datetime import datetime, timedelta
from typing import Any

from tests.functions.car_move.life.book import Page
from tests.functions.car_move.life.carrier import Call, Callback, bridged, verbs
from tests.functions.car_move.life.oracle import NEVER, QUARANTINE, Car, Session
from tests.functions.car_move.life.street import PHONES, Street

ANSWERS = {"2": timedelta(minutes=5), "3": timedelta(days=1), "4": timedelta(days=1)}
ASKED_IN_AN_HOUR, ASKED_IN_A_DAY, OWNER_IN_A_DAY, PINS_IN_AN_HOUR = 30, 40, 60, 9
REFUSED = {"unknown": {404}, "mismatch": {422}, "own car": {422}, "caller cap": {429}, "owner cap": {429}}
DIGITS = re.compile(r"\d{8,}")


class Calls(Street):
    """A street with telephones."""

    # Passers-by

    def ask(self, code: str, tail_is_right: bool, phone: str, reason: str) -> None:
        expected, car = self.oracle.asks(self.now, code, tail_is_right, phone)
        self.attempts.append((self.now, code, phone))
        answer = self.town.request(code, "345" if tail_is_right else "999", reason, phone)
        if answer.status_code == 429 and self._is_too_eager(code, phone, car):
            return
        self.seen[expected] += 1
        if expected in REFUSED:
            assert answer.status_code in REFUSED[expected], (expected, answer.body)
            return
        assert answer.status_code == 201, (expected, answer.body)
        self._asked(car, phone, answer.json_body, expected == "new", reason == "blocks_rescue")

    def _is_too_eager(self, code: str, phone: str, car: Car | None) -> bool:
        """Whether limits that are not the oracle's business may have been reached."""
        hour, day = self.now - timedelta(hours=1), self.now - timedelta(days=1)
        by_code = sum(at > hour and tried == code for at, tried, _ in self.attempts)
        by_phone = sum(at > day and who == phone for at, _, who in self.attempts)
        owner = car.owner if car else ""
        rung = sum(one.owner == owner for one in self.oracle.sessions)
        return by_code > ASKED_IN_AN_HOUR or by_phone > ASKED_IN_A_DAY or rung > OWNER_IN_A_DAY

    def _asked(self, car: Car, phone: str, page: dict[str, Any], new: bool, urgent: bool) -> None:
        known = next((one for one in self.oracle.sessions if one.case == page["case_id"]), None)
        if not new:
            assert known is not None
            assert known.is_live(self.now)
            assert (known.car, known.owner, known.passer_by) == (car.id, car.owner, phone)
            if urgent:
                self.oracle.becomes_urgent(known)
            return
        assert known is None
        until, ways = datetime.fromisoformat(page["until"]), page["ways"]
        session = Session(
            case=page["case_id"],
            car=car.id,
            owner=car.owner,
            passer_by=phone,
            number=page["number"] or "",
            theirs=None,
            by_pin=ways["by_pin"] or not page["number"],
            pin=ways["pin"],
            urgent=urgent,
            asked=self.now,
            until=until,
            held_until=until + QUARANTINE,
            answer=NEVER if urgent else car.answer,
            heard=car.answer > self.now and not urgent,
        )
        self.oracle.begins(self.now, session)
        self.seen["without a number of its own" if session.by_pin else self.oracle.numbering] += 1
        self.pages[session.case] = Page()

    # Telephones

    def dial(self, phone: str, number: str) -> Call | None:
        """From a phone that shows its number."""
        call, answer = self._dial("/calls/inbound", phone, number)
        self.oracle.dials(self.now, phone, number, call.bridge if call else None)
        assert call or set(verbs(answer)) <= {"Say", "Hangup", "Gather"}
        self.seen["rings" if call else "does not ring"] += 1
        self.seen["rings the passer-by"] += bool(call and "ended/" not in call.bridge.ended)
        return call

    def dial_withheld(self, caller: str, number: str) -> None:
        call, answer = self._dial("/calls/inbound", caller, number)
        assert call is None, "a withheld number is matched"
        assert verbs(answer) == ["Gather"]

    def dial_pin(self, caller: str, number: str, pin: str) -> Call | None:
        """After the PIN was asked for."""
        call, _ = self._dial("/calls/pin/1", caller, number, Digits=pin)
        session = self.oracle.with_pin(self.now, number, pin) if pin else None
        if call is not None:
            assert session is not None, "no such PIN"
            assert (call.bridge.case, call.bridge.to) == (session.case, session.owner)
            assert call.bridge.show == session.number if session.by_pin else not self._is_personal(call)
            self.oracle.rings(self.now, session, call.bridge)
            self.seen["rings by PIN"] += 1
        return call

    def _is_personal(self, call: Call) -> bool:
        return call.bridge.show in PHONES

    def _dial(self, path: str, caller: str, number: str, **more: str) -> tuple[Call | None, bytes]:
        sid = f"CA{next(self._sids):08}"
        answer = self.town.carrier(path, CallSid=sid, From=caller, To=number, CallStatus="ringing", **more)
        assert answer.status_code == 200
        bridge = bridged(answer.body)
        return (Call(sid, caller, number, bridge, self.now) if bridge else None), answer.body

    def happens(self, call: Call | None, outcome: str, digits: str, seconds: int) -> None:
        """The carrier begins to report; nothing has arrived yet."""
        self.pending += call.reports(outcome, digits, seconds) if call else []

    def calls(self, phone: str, number: str, outcome: str, digits: str, seconds: int) -> None:
        """Somebody dials, and all of it is reported in order."""
        if call := self.dial(phone, number):
            for report in call.reports(outcome, digits, seconds):
                self.arrives(report)

    # The carrier's reports

    def arrives(self, report: Callback, times: int = 1) -> None:
        self.sent.append(report)
        self.seen["reports"] += times
        for _ in range(times):
            answer = self.town.carrier(report.path, **report.form)
            if report.is_stale(self.now):
                assert answer.status_code == 403
                continue
            assert answer.status_code == 200, answer.body
            self._hears(report, answer.body)

    def _hears(self, report: Callback, answer: bytes) -> None:
        page, session = self.pages[report.case], self._session(report.case)
        if report.kind in {"finished", "ended"}:
            self._proves(report)
        if report.kind == "finished":
            return
        listens = page.listens(report, self.now)
        if report.kind == "whisper":
            assert verbs(answer) == (["Gather", "Hangup"] if listens else ["Hangup"])
            assert not DIGITS.search(str(answer).replace("https://", "")), answer
            return
        if not listens:
            assert "Dial" not in verbs(answer)
            return
        if page.hears(report) and report.form["To"] == session.owner:
            self._rests(session.owner)
        if report.kind == "accept":
            self._pressed(report, session, page, answer)
        if report.kind == "ended" and not page.accepted:
            session.may_rest = self.now + timedelta(seconds=60)

    def _proves(self, report: Callback) -> None:
        """A call has come from this phone."""
        if report.kind == "ended" and report.path.endswith("/ended"):
            return  # an owner's
        for one, _ in self.oracle.may_reach(self.now, report.form["From"], report.form["To"]):
            if one.passer_by == report.form["From"] and one.number == report.form["To"]:
                one.proven = True

    def _rests(self, owner: str) -> None:
        for one in self.oracle.live(self.now):
            if one.owner == owner:
                one.rests = self.now + timedelta(seconds=60)

    def _pressed(self, report: Callback, session: Session, page: Page, answer: bytes) -> None:
        digits, leg = report.form["Digits"], report.form["CallSid"]
        if digits == "1":
            assert verbs(answer) == []
            return
        assert "Hangup" in verbs(answer)
        is_new = leg not in page.answered
        if digits in ANSWERS and report.form["To"] == session.owner and session.is_live(self.now) and is_new:
            page.answered.add(leg)
            self.seen["answers by key"] += 1
            until = min(session.until, self.now + ANSWERS[digits])
            self.oracle.answers(self.now, session, until, digits != "4")

    def _session(self, case: str) -> Session:
        return next(one for one in self.oracle.sessions if one.case == case)
