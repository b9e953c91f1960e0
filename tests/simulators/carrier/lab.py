"""A carrier on a virtual clock and a product made of scripted pages: no network, no waiting."""

import asyncio
import functools
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from simulators.carrier.board import make_board
from simulators.carrier.book import Book, Number
from simulators.carrier.client import Ledger as Read
from simulators.carrier.client import Seen
from simulators.carrier.clock import Clock, VirtualLoop
from simulators.carrier.control import Control
from simulators.carrier.exchange import Exchange
from simulators.carrier.ledger import Ledger
from simulators.carrier.wire import Letter, Reply

ACCOUNT = "AC" + "0" * 32
TOKEN = "secret"
PRODUCT = "http://product.test"
X = "+6531290001"
PASSER_BY = "+6591230001"
OWNER = "+6591230002"

Answer = str | Callable[[dict[str, str]], str | Reply | Awaitable[Reply]]


class Product:
    """Answers each path with its TwiML; remembers every letter it received."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.letters: list[Letter] = []

    async def __call__(self, letter: Letter) -> Reply:
        self.letters.append(letter)
        answer = self.pages.get(urlsplit(letter.url).path, "<Response/>")
        if callable(answer):
            given = answer(form_of(letter))
            answer = await given if isinstance(given, Awaitable) else given
        return answer if isinstance(answer, Reply) else Reply(200, "text/xml", answer)

    def received(self, path: str) -> list[dict[str, str]]:
        return [form_of(letter) for letter in self.letters if urlsplit(letter.url).path == path]


def form_of(letter: Letter) -> dict[str, str]:
    text = letter.body if letter.method == "POST" else urlsplit(letter.url).query
    return dict(parse_qsl(text, keep_blank_values=True))


class Lab:
    """The passer-by and the owner have handsets; X is a number of the account."""

    def __init__(self) -> None:
        clock = Clock()
        self.product = Product()
        self.board = make_board(ACCOUNT, TOKEN, self.product, Ledger(None, clock), Book(None), clock)
        self.exchange = Exchange(self.board)
        self.control = Control(self.exchange)
        self.own(X)
        self.handset(PASSER_BY, "路人")
        self.handset(OWNER, "车主")

    def own(self, number: str, **settings: str) -> None:
        urls = {"voice_url": f"{PRODUCT}/voice", "sms_url": f"{PRODUCT}/sms"} | settings
        self.board.book.numbers[f"PN{number[1:]:0>32}"] = Number(
            f"PN{number[1:]:0>32}", number, "", "", "", **urls
        )

    def handset(self, number: str, name: str = "", **profile: object) -> None:
        self.control.add_handset({"number": number, "name": name, **profile})

    def voice(self, twiml: str, path: str = "/voice") -> None:
        self.product.pages[path] = f"<Response>{twiml}</Response>"

    async def call(self, caller: str = PASSER_BY, to: str = X, wait: float = 1) -> str:
        sid = self.exchange.dial(caller, to).sid
        await asyncio.sleep(wait)
        return sid

    async def pass_time(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    def state(self, number: str) -> str:
        return self.exchange.handset(number).state

    def seen(self, number: str) -> Seen:
        return self.ledger.handset(number)

    @property
    def ledger(self) -> Read:
        return Read(list(self.board.ledger.entries))

    @property
    def error_codes(self) -> list[int]:
        return [entry["code"] for entry in self.ledger.errors]


def story(test: Callable[[Lab], Awaitable[None]]) -> Callable[[], None]:
    """Runs a test in virtual time with a fresh lab."""

    @functools.wraps(test)
    def run() -> None:
        async def tell() -> None:
            lab = Lab()
            try:
                await test(lab)
            finally:
                await lab.board.background.stop()

        failures: list[dict[str, Any]] = []
        loop = VirtualLoop()
        loop.set_exception_handler(lambda _, context: failures.append(context))
        try:
            loop.run_until_complete(tell())
        finally:
            loop.close()
        assert failures == []

    del run.__wrapped__  # pytest must not ask for a fixture called lab
    return run
