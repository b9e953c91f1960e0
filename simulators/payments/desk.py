"""Everything the provider has on its desk, put together once."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from aiohttp import web

from simulators.payments import keys
from simulators.payments.book import Book
from simulators.payments.callbacks import Callbacks, Send
from simulators.payments.faults import Faults
from simulators.payments.keys import Platform
from simulators.payments.papay import Papay
from simulators.payments.provider import Provider


class Desk:
    """``folder`` keeps the book, and the merchant's secrets for the product's operator; None keeps nothing."""

    def __init__(self, folder: Path | None, send: Send, now: Callable[[], datetime]) -> None:
        self.now = now
        self.merchant = keys.kept(folder / "merchant.json" if folder else None)
        self.platforms = [keys.platform()]
        self.book = Book(folder / "book.json" if folder else None)
        self.faults = Faults()
        self.callbacks = Callbacks(self.merchant, lambda: self.platform, self.faults, send, now)
        self.provider = Provider(self.book, self.faults, now, self.callbacks.tell)
        self.papay = Papay(self.book, self.faults, now, self.callbacks.tell)

    @property
    def platform(self) -> Platform:
        """The certificate in use."""
        return self.platforms[0]


DESK: web.AppKey[Desk] = web.AppKey("desk", Desk)
