"""The time of a running event loop, and a loop whose time passes only when nobody has anything to do."""

import asyncio
import selectors
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime


class Clock:
    """UTC time that moves with the running loop: the real one, or a virtual one."""

    def __init__(self, origin: datetime | None = None) -> None:
        self._origin = origin or datetime.now(UTC)
        self._started = asyncio.get_running_loop().time()

    def now(self) -> datetime:
        return self._origin + timedelta(seconds=asyncio.get_running_loop().time() - self._started)


def rfc2822(moment: datetime) -> str:
    return format_datetime(moment)


class _SkippingSelector(selectors.DefaultSelector):
    """Where a real loop would wait for the next timer, time jumps there."""

    elapsed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("virtual time stands still: everybody waits and no timer is set")
        self.elapsed += max(timeout, 0)
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop for engines without input or output: a call of three minutes takes a millisecond."""

    def __init__(self) -> None:
        self._skipping = _SkippingSelector()
        super().__init__(self._skipping)

    def time(self) -> float:
        return self._skipping.elapsed
