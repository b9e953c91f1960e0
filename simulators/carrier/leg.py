"""One leg of a call: what Twilio calls a Call, between the carrier and one handset."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeVar

from simulators.carrier.handset import Behaviour, Handset
from simulators.carrier.hooks import Page, Reporting

T = TypeVar("T")
Direction = Literal["inbound", "outbound-dial", "outbound-api"]
FINAL = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})


class Gone(Exception):
    """The handset at the other end of this leg is no longer there."""


@dataclass(eq=False)
class Leg:
    """`broken` is set when the handset hangs up or declines, or when the REST API takes the call elsewhere."""

    sid: str
    from_: str
    to: str
    direction: Direction
    created: datetime
    handset: Handset | None = None
    parent: Leg | None = None
    behaviour: Behaviour = "manual"
    status: str = "queued"
    started: datetime | None = None
    ended: datetime | None = None
    queue_time: int = 0
    time_limit: float = 14400
    reporting: Reporting | None = None
    sequence: int = 0
    peer: Leg | None = None
    declined: str = ""
    detour: Page | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    broken: asyncio.Event = field(default_factory=asyncio.Event)
    digits: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    @property
    def over(self) -> bool:
        return self.status in FINAL

    @property
    def seconds(self) -> int:
        """How long the leg was answered, in whole seconds, rounded up as carriers bill."""
        if self.started is None or self.ended is None:
            return 0
        return -int(-(self.ended - self.started).total_seconds() // 1)

    def hang_up(self, declined: str = "") -> None:
        self.declined = self.declined or declined
        self.broken.set()

    def take_detour(self) -> Page | None:
        page, self.detour = self.detour, None
        if page is not None:
            self.broken.clear()
        return page

    async def while_here(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of the work, or Gone as soon as the leg breaks."""
        doing, leaving = asyncio.ensure_future(work), asyncio.ensure_future(self.broken.wait())
        try:
            await asyncio.wait({doing, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not doing.done():
                raise Gone
            return doing.result()
        finally:
            doing.cancel()
            leaving.cancel()
            await asyncio.gather(doing, leaving, return_exceptions=True)
