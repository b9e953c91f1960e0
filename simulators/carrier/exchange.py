"""What people do with their handsets, and what the REST API starts: the doors into the engine."""

import asyncio
from datetime import timedelta

from simulators.carrier.board import Board
from simulators.carrier.book import Message
from simulators.carrier.calls import answer, begin, end, hear, report, ring, show
from simulators.carrier.codes import CallError
from simulators.carrier.handset import Handset
from simulators.carrier.hooks import Page, Reporting
from simulators.carrier.leg import Gone, Leg
from simulators.carrier.session import Ended, Session
from simulators.carrier.texting import receive
from simulators.carrier.verbs import VERBS

KEYS = frozenset("0123456789*#")


class Unknown(LookupError):
    """No handset has this number."""


class Impossible(Exception):
    """The handset is not in a state that allows this."""


class Exchange:
    """Every method returns at once; what follows happens in the background."""

    def __init__(self, board: Board) -> None:
        self.board = board

    def handset(self, number: str) -> Handset:
        try:
            return self.board.book.handsets[number]
        except KeyError:
            raise Unknown(number) from None

    def dial(self, number: str, to: str) -> Leg:
        handset = self.handset(number)
        if handset.leg is not None:
            raise Impossible(f"{number} is already in a call")
        leg = begin(self.board, handset.identity, to, "inbound")
        leg.handset, leg.status, handset.hears = handset, "ringing", []
        show(self.board, handset, "dialling", to, leg)
        hear(self.board, leg, "回铃音", "tone")
        self.board.background.start(self._inbound(leg))
        return leg

    def answer(self, number: str) -> None:
        handset = self.handset(number)
        if handset.state != "ringing" or handset.leg is None:
            raise Impossible(f"{number} is not ringing")
        answer(self.board, handset.leg)

    def reject(self, number: str) -> None:
        handset = self.handset(number)
        if handset.state != "ringing" or handset.leg is None:
            raise Impossible(f"{number} is not ringing")
        handset.leg.hang_up("busy")

    def hang_up(self, number: str) -> None:
        handset = self.handset(number)
        self._leg(handset).hang_up("busy" if handset.state == "ringing" else "")

    def press(self, number: str, digits: str) -> None:
        leg = self._leg(self.handset(number))
        if not digits or set(digits) - KEYS:
            raise Impossible(f"{digits!r} are not keys of a telephone")
        for key in digits:
            self.board.ledger.write("pressed", handset=number, key=key, call=leg.sid)
            leg.digits.put_nowait(key)
            if leg.peer is not None:
                hear(self.board, leg.peer, f"按键音 {key}", "tone")

    def say(self, number: str, text: str) -> None:
        leg = self._leg(self.handset(number))
        self.board.ledger.write("said", handset=number, text=text, call=leg.sid)
        if leg.peer is not None:
            hear(self.board, leg.peer, text, "person")

    def text(self, number: str, to: str, body: str) -> Message:
        return receive(self.board, self.handset(number), to, body)

    def place(self, leg: Leg, page: Page, timeout: float) -> None:
        """A call ordered through the REST API: one per second leaves the queue."""
        now = self.board.clock.now()
        start = max(now, self.board.next_api_call or now)
        self.board.next_api_call = start + timedelta(seconds=1)
        leg.queue_time = int((start - now).total_seconds() * 1000)
        self.board.background.start(self._outbound(leg, page, timeout, (start - now).total_seconds()))

    async def _inbound(self, leg: Leg) -> None:
        number = self.board.book.owned(leg.to)
        if number is None or not number.voice_url:
            hear(self.board, leg, "您拨打的号码是空号，请核对后再拨。", "tone")
            await asyncio.sleep(self.board.spoken_seconds("您拨打的号码是空号，请核对后再拨。"))
            end(self.board, leg, "failed")
            return
        if number.status_callback:
            leg.reporting = Reporting(number.status_callback, number.status_callback_method)
        page = Page(
            number.voice_url, number.voice_method, {}, number.voice_fallback_url, number.voice_fallback_method
        )
        await self._converse(leg, page)

    async def _outbound(self, leg: Leg, page: Page, timeout: float, wait: float) -> None:
        await asyncio.sleep(wait)
        if leg.over:
            return
        report(self.board, leg, "initiated")
        if await ring(self.board, leg, timeout):
            await self._converse(leg, page)

    async def _converse(self, leg: Leg, first: Page) -> None:
        page: Page | None = first
        status = ""
        while page is not None:
            try:
                async with asyncio.timeout(leg.time_limit):
                    await leg.while_here(Session(self.board, leg, VERBS).run(page))
                page, status = None, "completed"
            except Gone:
                page = leg.take_detour()
            except Ended as ending:
                page, status = None, ending.status
            except TimeoutError:
                page, status = None, "completed"
            except CallError as problem:
                self._apologise(leg, problem)
                page, status = None, "completed"
        end(self.board, leg, status or leg.declined or ("completed" if leg.started else "no-answer"))

    def _apologise(self, leg: Leg, problem: CallError) -> None:
        self.board.error(problem.code, problem.detail, leg)
        answer(self.board, leg)
        hear(self.board, leg, "An application error has occurred. Goodbye.", "voice")

    def _leg(self, handset: Handset) -> Leg:
        if handset.leg is None:
            raise Impossible(f"{handset.number} is not in a call")
        return handset.leg
