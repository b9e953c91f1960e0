"""Performs TwiML on one leg, document after document, until nothing more is asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from simulators.carrier.board import Board
from simulators.carrier.calls import answer
from simulators.carrier.documents import fetch
from simulators.carrier.fields import call_fields
from simulators.carrier.hooks import Page
from simulators.carrier.leg import Leg
from simulators.carrier.twiml import VOICE, Verb


class Ended(Exception):
    """The document ends the leg, with this status."""

    def __init__(self, status: str) -> None:
        self.status = status
        super().__init__(status)


class Session:
    """`whisper` marks a document played to the called side before the two sides are connected."""

    def __init__(self, board: Board, leg: Leg, verbs: Verbs, *, whisper: bool = False) -> None:
        self.board = board
        self.leg = leg
        self.verbs = verbs
        self.whisper = whisper
        self.page = Page("")

    async def run(self, page: Page, purpose: str = "voice") -> None:
        following: Page | None = page
        while following is not None:
            form = call_fields(self.leg, self.board.account)
            document, self.page = await fetch(self.board, following, form, VOICE, purpose)
            following = await self.perform(document)

    async def perform(self, document: list[Verb]) -> Page | None:
        """The page to continue with, or None at the end of the document."""
        for verb in document:
            page = await self.verbs[verb.name](self, verb)
            if page is not None:
                return page
        return None

    def answer(self) -> None:
        answer(self.board, self.leg)

    def page_of(self, verb: Verb, fields: dict[str, str]) -> Page:
        """Where the verb's action attribute leads; the same document when it names none."""
        return self.page.beside(verb.get("action"), verb.get("method", "POST"), fields)


Verbs = Mapping[str, Callable[[Session, Verb], Awaitable[Page | None]]]
