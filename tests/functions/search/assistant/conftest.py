"""Anhui's own catalogue, searched once for all tests here; and people who talk, by the pages."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest

from chalicelib.ports.transcriber import MediaFormat, NotHeard
from functions.search.assistant.dialogue import Outcome, Sources, pick, say
from functions.search.assistant.published import Published
from functions.search.engine import Entry, Index, build
from functions.search.model.talk import Reply, Talk
from functions.search.routes import routes
from tests.door import Door
from tests.door import Reply as Answer

ANHUI = Path(__file__).parents[4] / "functions/catalogue/anhui"
NOW = datetime(2026, 5, 6, 2, tzinfo=UTC)  # a Wednesday, 10 o'clock in Hefei
PLACES = {"matter": "matters", "scenario": "scenarios", "question": "questions"}


def anhui() -> list[dict[str, Any]]:
    """As a release has it."""
    lines = []
    for path in sorted(ANHUI.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        for kind, place in PLACES.items():
            head = {"kind": kind, "version": 3, "theme": told.get("theme", "")}
            lines += [head | {"guide": f"/catalogue/{place}/{it['id']}"} | it for it in told.get(place, [])]
    return lines


@dataclass
class Hall:
    """``say`` and ``pick`` go on with the same talk."""

    lines: list[dict[str, Any]]
    sources: Sources
    talk: Talk = field(default_factory=Talk)
    outcome: Outcome | None = None

    def say(self, text: str, voice: bool = False) -> Reply:
        return self.after(say(self.talk, self.talk.turn, text, NOW, self.sources, voice))

    def pick(self, label: str, turn: int | None = None) -> Reply:
        """The button with these words."""
        at = self.talk.turn if turn is None else turn
        before = self.talk.reply_to(at)
        assert before
        assert before.asked
        value = next(it.value for it in before.asked.options if label in it.label)
        return self.after(pick(self.talk, at, value, NOW, self.sources))

    def after(self, outcome: Outcome) -> Reply:
        self.outcome, self.talk = outcome, outcome.talk
        last = self.talk.reply_to(self.talk.turn)
        assert last
        return last


@pytest.fixture(scope="session")
def catalogue() -> tuple[list[dict[str, Any]], Sources]:
    lines = anhui()
    index = Index.load(build([Entry.of(line) for line in lines], "1"))
    return lines, Sources(lambda text, voice: index.search(text, voice=voice), Published.of(lines))


@pytest.fixture
def hall(catalogue: tuple[list[dict[str, Any]], Sources]) -> Hall:
    return Hall(*catalogue)


@dataclass
class Ears:
    """A transcriber that hears what a test says it hears: a text, "" for nothing understood, None while it listens."""

    available: bool = True
    hears: str | None = None
    broken: bool = False
    started: list[tuple[str, str, MediaFormat]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)

    def start(self, name: str, key: str, media_format: MediaFormat) -> None:
        if self.broken:
            raise NotHeard("broken")
        self.started.append((name, key, media_format))

    def heard(self, name: str) -> str | None:
        assert name in [it[0] for it in self.started]
        if self.broken:
            raise NotHeard("broken")
        return self.hears

    def forget(self, name: str) -> None:
        self.forgotten.append(name)


class Phone(Door):
    """One of several browsers at the same routes, which know only whoever came to them last."""

    last: ClassVar["Phone | None"] = None

    def __post_init__(self) -> None:
        super().__post_init__()
        Phone.last = self

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        if Phone.last is not self:
            self.__post_init__()
        return super().send(method, path, body, **headers)


def somebody(house: Any, who: str, role: str, ears: Ears | None = None) -> Phone:
    """Signed in where they have a name."""
    cookies = house.door(who, role).cookies if who else {}
    return Phone(routes, replace(house.elsewhere(), transcriber=ears or Ears()), cookies)


@dataclass
class Citizen:
    """Somebody with a browser at the assistant's page."""

    door: Door

    @property
    def page(self) -> Answer:
        return self.door.page("/assistant")

    def says(self, text: str) -> str:
        return self.does("words", text=text)

    def chooses(self, label: str) -> str:
        found = re.search(rf'name="value" value="([^"]+)">{re.escape(label)}', self.page.text)
        assert found, self.page.text
        return self.does("choices", value=found[1])

    def does(self, what: str, **fields: object) -> str:
        """Send that form of the page; the page after it."""
        sent = self.door.submit(f"/assistant/{what}", on=self.page, **fields)
        assert sent.status == 303, sent.text
        assert sent.location.startswith("/search/assistant")
        return self.page.text


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def talkers(searchable: Any, ears: Ears) -> Callable[[], Citizen]:
    """Citizens of one province, where speech is understood."""
    searchable.world.clock.time = NOW
    return lambda: Citizen(somebody(searchable, "", "", ears))


@pytest.fixture
def clerk(searchable: Any) -> Phone:
    return somebody(searchable, "clerk-zhou", "clerk")


@pytest.fixture
def citizen(talkers: Callable[[], Citizen]) -> Citizen:
    return talkers()
