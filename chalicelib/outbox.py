"""Facts on their way to the bus: at once after a commit, and by a sweep what was left behind.

A fact is published if and only if its record was saved; it may be published twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from chalicelib.events import Fact
from chalicelib.store import facts
from chalicelib.store.row import Row, Unsent
from chalicelib.telemetry import logger

BATCH = 10
PATIENCE = timedelta(seconds=20)


class Bus(Protocol):
    """Where facts go; ``put`` returns, for each of at most ten facts, whether the bus took it."""

    def put(self, batch: Sequence[Fact]) -> list[bool]: ...


@dataclass(frozen=True)
class Outbox:
    bus: Bus
    now: Callable[[], datetime]

    def publish(self, rows: Sequence[Row]) -> int:
        """Hand the facts to the bus; what it does not take stays for the sweep. Returns how many it took."""
        return sum(self._send(rows[start : start + BATCH]) for start in range(0, len(rows), BATCH))

    def _send(self, rows: Sequence[Row]) -> int:
        try:
            taken = self.bus.put([facts.of(row) for row in rows])
        except Exception:
            # The record is saved and the citizen is served; the sweep will tell the bus.
            logger.exception("facts left for the sweep", extra={"facts": len(rows)})
            return 0
        sent = [row for row, ok in zip(rows, taken, strict=True) if ok]
        for row in sent:
            row.update(actions=[Row.outbox_shard.remove(), Row.outbox_at.remove()])
        return len(sent)

    def sweep(self) -> int:
        """Publish what has waited longer than a commit needs; oldest first. Returns how many."""
        before = (self.now() - PATIENCE).isoformat()
        swept = 0
        for shard in range(facts.SHARDS):
            swept += self.publish(list(Row.unsent.query(str(shard), Unsent.outbox_at < before, limit=500)))
        return swept
