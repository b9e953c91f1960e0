"""The switchboard: everything the calls share, handed to whatever acts on them."""

from dataclasses import dataclass, field
from datetime import datetime

from simulators.carrier.background import Background
from simulators.carrier.book import Book
from simulators.carrier.callbacks import Callbacks
from simulators.carrier.clock import Clock
from simulators.carrier.courier import Courier
from simulators.carrier.faults import Faults
from simulators.carrier.ledger import Ledger
from simulators.carrier.leg import Leg
from simulators.carrier.wire import Network


@dataclass
class Board:
    """`speech_rate` is how many characters a voice speaks in a second; 0 speaks in no time."""

    account: str
    token: str
    clock: Clock
    ledger: Ledger
    book: Book
    faults: Faults
    courier: Courier
    callbacks: Callbacks
    background: Background
    speech_rate: float = 8.0
    legs: dict[str, Leg] = field(default_factory=dict)
    next_api_call: datetime | None = None

    def error(self, code: int, detail: str, leg: Leg | None = None) -> None:
        self.ledger.write("error", code=code, detail=detail, call=leg.sid if leg else None)

    def spoken_seconds(self, text: str) -> float:
        return len(text) / self.speech_rate if self.speech_rate else 0.0


def make_board(account: str, token: str, network: Network, ledger: Ledger, book: Book, clock: Clock) -> Board:
    faults, background = Faults(), Background()
    courier = Courier(network, token, faults, ledger)
    callbacks = Callbacks(courier, faults, ledger, background)
    return Board(account, token, clock, ledger, book, faults, courier, callbacks, background)
