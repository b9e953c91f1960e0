"""Tells the product how a call or message is going: in order and once, unless a fault says otherwise."""

import asyncio
from dataclasses import dataclass

from simulators.carrier.background import Background
from simulators.carrier.codes import CallError
from simulators.carrier.courier import Courier, Errand, errand
from simulators.carrier.faults import Faults
from simulators.carrier.ledger import Ledger


@dataclass(frozen=True)
class Notice:
    """One status callback: which call or message it belongs to, which event, and whether it is the last."""

    subject: str
    event: str
    url: str
    method: str
    form: dict[str, str]
    final: bool


class Callbacks:
    """Per call or message, one notice follows the other; the calls themselves never wait for them."""

    def __init__(self, courier: Courier, faults: Faults, ledger: Ledger, background: Background) -> None:
        self._courier = courier
        self._faults = faults
        self._ledger = ledger
        self._background = background
        self._held: dict[str, list[Errand]] = {}
        self._last: dict[str, asyncio.Task[None]] = {}

    def send(self, notice: Notice) -> None:
        if notice.event in self._faults.drop or "all" in self._faults.drop:
            self._ledger.write("dropped", subject=notice.subject, event=notice.event)
            return
        task = errand("callback", notice.url, notice.method, notice.form, primary=False)
        batch = [*self._held.pop(notice.subject, []), task]
        if self._faults.reorder and not notice.final:
            self._held[notice.subject] = batch
            return
        if self._faults.reorder:
            batch.reverse()
        earlier = None if self._faults.reorder else self._last.get(notice.subject)
        self._last[notice.subject] = self._background.start(self._deliver(batch, earlier))

    async def _deliver(self, batch: list[Errand], earlier: "asyncio.Task[None] | None") -> None:
        if earlier is not None:
            await earlier
        for task in batch:
            for _ in range(self._faults.repeat):
                try:
                    await self._courier.deliver(task)
                except CallError as problem:
                    self._ledger.write("error", code=problem.code, detail=problem.detail, call=None)
