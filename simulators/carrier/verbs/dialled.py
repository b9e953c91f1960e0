"""The called sides of a Dial: who is rung, showing which number, and who accepts first."""

import asyncio
from dataclasses import dataclass

from simulators.carrier.calls import begin, end, report, ring
from simulators.carrier.codes import CallError
from simulators.carrier.hooks import Page, Reporting
from simulators.carrier.ids import is_address, is_e164
from simulators.carrier.leg import Gone, Leg
from simulators.carrier.session import Ended, Session
from simulators.carrier.twiml import Verb


@dataclass(frozen=True)
class Target:
    """One Number or Client noun."""

    address: str
    reporting: Reporting | None
    whisper: Page | None


@dataclass(frozen=True)
class Plan:
    """A Dial verb, its defaults filled in as Twilio fills them."""

    targets: tuple[Target, ...]
    caller_id: str
    timeout: float
    time_limit: float
    record: bool


def plan(session: Session, verb: Verb) -> Plan:
    nouns = [child for child in verb.children if child.name in {"Number", "Client"}]
    if not nouns:
        nouns = [Verb("Number", {}, verb.text, ())]
    targets = tuple(_target(session, noun) for noun in nouns)
    return Plan(
        targets,
        _caller_id(session, verb, targets),
        verb.number("timeout", 30),
        verb.number("timeLimit", 14400),
        verb.get("record", "do-not-record") not in {"do-not-record", "false"},
    )


def _caller_id(session: Session, verb: Verb, targets: tuple[Target, ...]) -> str:
    """Without callerId the called side sees the caller's own number: THE leak, and Twilio's default."""
    leg, wish = session.leg, verb.get("callerId")
    shown = wish or (leg.from_ if leg.direction == "inbound" else leg.to)
    if wish and wish not in {leg.from_, leg.to} and session.board.book.owned(wish) is None:
        raise CallError(
            13214, "callerId is neither a number of the account, nor the caller's, nor the called one"
        )
    if shown.startswith("client:") and any(is_e164(target.address) for target in targets):
        raise CallError(13214, "a client has no number to show: callerId is missing")
    return shown


def _target(session: Session, noun: Verb) -> Target:
    identity = next((child.text for child in noun.children if child.name == "Identity"), noun.text)
    address = f"client:{identity}" if noun.name == "Client" else identity.replace(" ", "").replace("-", "")
    if not is_address(address):
        raise CallError(13224, "the number to dial is not in E.164 form")
    events = tuple(noun.get("statusCallbackEvent", "completed").split())
    told, method = noun.get("statusCallback"), noun.get("statusCallbackMethod", "POST")
    reporting = Reporting(session.page.beside(told, method).url, method, events) if told else None
    url = noun.get("url")
    whisper = session.page.beside(url, noun.get("method", "POST")) if url else None
    return Target(address, reporting, whisper)


class Attempt:
    """One called side, from the first ring to the moment it may be connected."""

    def __init__(self, session: Session, target: Target, wish: Plan) -> None:
        self._session = session
        self._target = target
        self._timeout = wish.timeout
        self.leg = begin(
            session.board, wish.caller_id, target.address, "outbound-dial", session.leg, target.reporting
        )

    async def accepted(self) -> Leg | None:
        board, leg = self._session.board, self.leg
        report(board, leg, "initiated")
        if not await ring(board, leg, self._timeout):
            return None
        if self._target.whisper is None or await self._whispered(self._target.whisper):
            return leg
        end(board, leg, "completed")
        return None

    async def _whispered(self, page: Page) -> bool:
        """Whether the document ran to its end, which is how a called side accepts."""
        whisper = Session(self._session.board, self.leg, self._session.verbs, whisper=True)
        try:
            await self.leg.while_here(whisper.run(page, "whisper"))
        except (Gone, Ended):
            return False
        except CallError as problem:
            self._session.board.error(problem.code, problem.detail, self.leg)
            return False
        return True


async def first_to_accept(attempts: list[Attempt]) -> Leg | None:
    waiting = {asyncio.ensure_future(attempt.accepted()) for attempt in attempts}
    try:
        while waiting:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            winner = next((leg for leg in (task.result() for task in done) if leg is not None), None)
            if winner is not None:
                return winner
        return None
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
