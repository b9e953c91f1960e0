"""Dial: rings the other side, plays it a whisper, connects the two and tells how it went."""

import asyncio

from simulators.carrier.calls import bridge, end, hear, part
from simulators.carrier.codes import CallError
from simulators.carrier.courier import errand
from simulators.carrier.fields import call_fields
from simulators.carrier.hooks import Page
from simulators.carrier.ids import new_sid
from simulators.carrier.leg import Leg
from simulators.carrier.session import Session
from simulators.carrier.twiml import Verb
from simulators.carrier.verbs.dialled import Attempt, Plan, first_to_accept, plan


async def dial(session: Session, verb: Verb) -> Page | None:
    if session.whisper:
        raise CallError(12200, "Dial is not allowed in a whisper")
    if not verb.flag("answerOnBridge"):
        session.answer()
    if session.leg.status == "in-progress":
        hear(session.board, session.leg, "回铃音", "tone")
    outcome = Outcome()
    try:
        await _connect(session, verb, outcome)
    except asyncio.CancelledError:
        _tell_anyway(session, verb, outcome)
        raise
    return session.page_of(verb, outcome.fields()) if verb.get("action") else None


class Outcome:
    """What the action address is told about the dialled leg."""

    def __init__(self) -> None:
        self.legs: list[Leg] = []
        self.winner: Leg | None = None
        self.status = "failed"
        self.recording = ""

    def fields(self) -> dict[str, str]:
        fields = {"DialCallStatus": self.status, "DialBridged": str(self.winner is not None).lower()}
        leg = self.winner or (self.legs[0] if self.legs else None)
        if leg is not None:
            fields["DialCallSid"] = leg.sid
        if self.winner is not None:
            fields["DialCallDuration"] = str(self.winner.seconds)
        if self.recording:
            fields |= {"RecordingSid": self.recording, "RecordingUrl": f"/Recordings/{self.recording}"}
        return fields


async def _connect(session: Session, verb: Verb, outcome: Outcome) -> None:
    try:
        wish = plan(session, verb)
    except CallError as problem:
        session.board.error(problem.code, problem.detail, session.leg)
        return
    attempts = [Attempt(session, target, wish) for target in wish.targets]
    outcome.legs = [attempt.leg for attempt in attempts]
    try:
        outcome.winner = await first_to_accept(attempts)
        if outcome.winner is not None:
            _end(session, [leg for leg in outcome.legs if leg is not outcome.winner])
            await _talk(session, outcome.winner, wish, outcome)
    finally:
        _end(session, outcome.legs)
        outcome.status = _status(outcome)


def _end(session: Session, legs: list[Leg]) -> None:
    for leg in legs:
        end(session.board, leg, "completed" if leg.started else "no-answer")


async def _talk(session: Session, winner: Leg, wish: Plan, outcome: Outcome) -> None:
    """Until the called side hangs up or the time is over; the caller's hanging up cancels this."""
    session.answer()
    bridge(session.board, session.leg, winner)
    if wish.record:
        outcome.recording = new_sid("RE")
        session.board.ledger.write("recorded", call=session.leg.sid, recording=outcome.recording)
    try:
        await asyncio.wait_for(winner.broken.wait(), wish.time_limit)
    except TimeoutError:
        session.board.ledger.write("cut", call=session.leg.sid, limit=wish.time_limit)
    part(winner)


def _status(outcome: Outcome) -> str:
    """A side that answered and never accepted counts as not answering."""
    if outcome.winner is not None:
        return "completed"
    reasons = {"no-answer" if leg.started else leg.status for leg in outcome.legs}
    return reasons.pop() if len(reasons) == 1 else "no-answer"


def _tell_anyway(session: Session, verb: Verb, outcome: Outcome) -> None:
    """The caller has gone: Twilio still asks the action address, and ignores what it answers."""
    if not verb.get("action"):
        return
    page = session.page_of(verb, outcome.fields())
    leg, board = session.leg, session.board
    form = call_fields(leg, board.account) | {"CallStatus": "completed" if leg.started else "no-answer"}
    board.background.start(_ask_in_vain(session, page, form | page.fields))


async def _ask_in_vain(session: Session, page: Page, form: dict[str, str]) -> None:
    try:
        await session.board.courier.deliver(errand("action", page.url, page.method, form))
    except CallError as problem:
        session.board.error(problem.code, problem.detail, session.leg)
