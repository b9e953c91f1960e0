"""What the tests of the search share: a small catalogue that is released, and who searches or keeps the words."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib import matters
from chalicelib.events import Fact
from chalicelib.identity import COOKIE, Caller
from chalicelib.tokens import Claims
from functions.search.model.index import CURRENT, Current, Made
from functions.search.routes import routes
from functions.search.use_cases.switching import switched
from tests.door import Door
from tests.fakes import FakeShelf

SEARCH = matters.load("search")


def matter(entry_id: str, title: str, **said: Any) -> dict[str, Any]:
    """A line of a release."""
    head = {"kind": "matter", "id": entry_id, "version": 1, "title": title, "areas": ["34"], "runs_at": ""}
    about = {"department": "公安局", "audience": ["自然人"], "guide": f"/catalogue/matters/{entry_id}"}
    return head | about | {"everyday_names": [], "utterances": [], "summary": "一句话说明。"} | said


def small_catalogue() -> list[dict[str, Any]]:
    return [
        matter(
            "newborn",
            "出生登记",
            everyday_names=["上户口"],
            utterances=["宝宝出生了怎么上户口", "给娃报户口"],
        ),
        matter("id-card", "居民身份证补领", everyday_names=["补身份证"], utterances=["身份证丢了怎么办"]),
        matter(
            "public-housing", "公共租赁住房资格申请", everyday_names=["公租房"], runs_at="/public-housing/"
        ),
        matter(
            "company",
            "公司设立登记",
            audience=["法人"],
            everyday_names=["开公司"],
            department="市场监督管理局",
        ),
        matter("fishing", "水上捕捞许可", areas=["3401"], everyday_names=["打鱼证"]),
        {
            "kind": "scenario",
            "id": "new-baby",
            "version": 1,
            "title": "新生儿出生一件事",
            "everyday_names": ["生孩子"],
            "utterances": [],
            "summary": "孩子出生以后要办的，一次办完。",
            "steps": [{"title": "上户口", "matters": ["newborn"], "after": []}],
            "areas": ["34"],
            "guide": "/catalogue/scenarios/new-baby",
        },
        {
            "kind": "question",
            "id": "q-papers",
            "version": 1,
            "title": "新生儿上户口要带什么？",
            "utterances": ["给娃上户口带啥东西"],
            "answer": "带出生医学证明和户口簿。",
            "matters": ["newborn"],
            "guide": "/catalogue/questions/q-papers",
        },
    ]


def more() -> list[dict[str, object]]:
    """A matter more than the small catalogue."""
    return [*small_catalogue(), matter("dogs", "养犬登记", everyday_names=["狗证"])]


@dataclass
class House:
    """A World with a catalogue on its shelf, and the search as its inbox, its clock and its door see it."""

    world: Any
    heard: set[str] = field(default_factory=set)

    def publish(self, number: int, lines: list[dict[str, Any]], latest: bool = True) -> None:
        """Put a release on the shelf, and tell nobody."""
        text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()
        self.world.shelf.write(f"catalogue/releases/{number:06d}.jsonl.gz", gzip.compress(text, mtime=0))
        if latest:
            about = {"number": number, "at": self.world.now().isoformat()}
            self.world.shelf.write("catalogue/latest.json", json.dumps(about).encode())

    def released(self, number: int, again: str = "") -> None:
        data = {"case_id": f"{number:06d}", "at": self.world.now().isoformat(), "release": number}
        fact = Fact(
            id=f"released-{number}{again}",
            type="catalogue.released",
            version=1,
            correlation_id="trace",
            data=data,
        )
        matters.react(SEARCH, self.world, fact)

    def release(self, number: int, lines: list[dict[str, Any]]) -> None:
        self.publish(number, lines)
        self.released(number)

    def pretend(self, number: int, refused: Sequence[str] = ()) -> Made:
        """As if that release had been made and checked; nothing is built, the index is that of 42."""
        current, now = self.current, self.world.store.get(Made, self.current.index)
        made = now.model_copy(
            update={
                "id": f"{number:06d}{now.id[6:]}",
                "release": number,
                "refused": list(refused),
                "version": None,
            }
        )
        goes_live = [] if refused or current.pinned else switched(self.world, current, made)
        self.world.store.commit(made, *goes_live)
        return made

    def hear(self) -> None:
        """What the search has told itself since."""
        for fact in [it for it in self.world.bus.facts if it.id not in self.heard]:
            self.heard.add(fact.id)
            matters.react(SEARCH, self.world, fact)

    def minute(self) -> None:
        matters.sweep(SEARCH, self.world)
        self.hear()

    @property
    def current(self) -> Current:
        return self.world.store.get(Current, CURRENT)

    def told(self, kind: str) -> list[Fact]:
        return [fact for fact in self.world.bus.facts if fact.type == kind]

    def elsewhere(self) -> Any:
        """The same world as another container sees it, which has no index yet."""
        return replace(self.world, shelf=FakeShelf(self.world.shelf.kept))

    def door(self, who: str = "", role: str = "citizen") -> Door:
        """At another container's; a stranger, or somebody signed in."""
        if not who:
            return Door(routes, self.elsewhere())
        claims = Claims(sub=who, sid="s", jti="j", level=1, roles=[role])
        token = self.world.tokens.issue(claims, self.world.now() + timedelta(hours=9))
        return Door(routes, self.elsewhere(), {COOKIE: token})

    def search(self, q: str, **more: str) -> Any:
        asked = "&".join(f"{name}={value}" for name, value in {"q": q, **more}.items())
        return self.door().fetch(f"/?{asked}").json


@pytest.fixture
def house(world: Any) -> House:
    return House(world)


REMEMBERED: list[tuple[dict[str, bytes], Made]] = []


@pytest.fixture
def searchable(house: House) -> House:
    """With the small catalogue released as number 42; built once, and then as it was."""
    if not REMEMBERED:
        house.release(42, small_catalogue())
        REMEMBERED.append((dict(house.world.shelf.kept), house.world.store.get(Made, house.current.index)))
        return house
    shelf, made = REMEMBERED[0]
    house.world.shelf.kept.update(shelf)
    house.world.store.commit(made.model_copy(update={"version": None}), *switched(house.world, None, made))
    return house


def editor(who: str = "editor-wang") -> Caller:
    return Caller(id=who, roles=frozenset({"editor"}))


def operator(who: str = "operator-li") -> Caller:
    return Caller(id=who, roles=frozenset({"operator"}))
