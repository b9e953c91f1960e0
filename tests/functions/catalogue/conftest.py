"""Two editors, a handful of entries, and ways to write, publish and release."""

import gzip
import json
import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from chalicelib import matters
from chalicelib.identity import COOKIE, Caller
from chalicelib.store.row import Row, connection
from chalicelib.tokens import Claims
from functions.catalogue.model.content import Matter, Question, Scenario
from functions.catalogue.routes import routes
from functions.catalogue.use_cases import editing, loading, reviewing
from tests import quick_tables
from tests.door import Door

WANG, LI = "officer-wang00", "officer-li0000"
SHARED = Path("../shared/data")


def editor(who):
    return Caller(id=who, roles=frozenset({"editor"}))


def a_matter(**said):
    return Matter.model_validate(
        {
            "title": "出生登记",
            "theme": "户籍办理",
            "department": "公安局",
            "task_type": "行政确认",
            "audience": ["自然人"],
            "summary": "孩子出生后登记户口。",
            "basis": ["《中华人民共和国户口登记条例》第七条"],
            "conditions": ["父母一方为本市户籍"],
            "materials": ["出生医学证明|登记机关调取", "父母户口簿|申请人自备"],
            "steps": ["申请", "登记"],
            "limits": {"statutory": 5, "promised": 1},
            "fee": "不收费",
            "result": "居民户口簿",
            "where": "户籍所在地派出所",
            "everyday_names": ["上户口"],
            "utterances": ["宝宝出生了怎么上户口"],
        }
        | said
    )


def entries():
    """A small catalogue."""
    return {
        "newborn-household": a_matter(),
        "public-housing": a_matter(
            title="公共租赁住房资格确认", theme="住房保障", department="住建局", runs_at="/public-housing/"
        ),
        "fishing": a_matter(title="水上捕捞许可", theme="涉农服务", department="农业农村局", areas=["3401"]),
        "new-baby": Scenario.model_validate(
            {
                "title": "新生儿出生一件事",
                "summary": "孩子出生以后要办的，一次办完。",
                "steps": [
                    {"title": "上户口", "matters": ["newborn-household"]},
                    {"title": "申请公租房", "matters": ["public-housing"], "after": ["上户口"]},
                ],
            }
        ),
        "q-papers": Question.model_validate(
            {"title": "上户口要带什么？", "answer": "带户口簿。", "matters": ["newborn-household"]}
        ),
    }


@pytest.fixture(scope="session")
def once():
    """What the first load left: the table, the shelf and the facts."""
    return {}


@pytest.fixture
def loaded(world, once):
    """Loaded by the first test; the others find it as it was then, which takes no time."""
    client = connection().client
    if once:
        quick_tables.put_back(client, once["table"])
        world.shelf.kept |= once["shelf"]
        world.bus.facts += once["facts"]
        return world
    loading.load(world, entries())
    once["table"] = quick_tables.keep(client, Row.Meta.table_name)
    once |= {"shelf": dict(world.shelf.kept), "facts": list(world.bus.facts)}
    return world


@pytest.fixture
def write(world):
    """Write, propose and let the other editor publish."""

    def do(entry_id, content, effective=None, writer=WANG, reviewer=LI):
        editing.save(world, editor(writer), entry_id, content, effective)
        editing.propose(world, editor(writer), entry_id)
        return reviewing.publish(world, editor(reviewer), entry_id)

    return do


@pytest.fixture
def hear(world):
    """Let the catalogue hear what it told, as its inbox does."""

    def do():
        matter = matters.load("catalogue")
        for fact in list(world.bus.facts):
            matters.react(matter, world, fact)

    return do


@pytest.fixture
def minute(world):
    return lambda: matters.sweep(matters.load("catalogue"), world)


def at_the_door(world, who=None, role="editor"):
    """Somebody signed in, or a stranger. One door at a time: whoever came last stands there."""
    if who is None:
        return Door(routes, world)
    claims = Claims(sub=who, sid="s", jti="j", level=1, roles=[role])
    return Door(routes, world, {COOKIE: world.tokens.issue(claims, world.now() + timedelta(hours=9))})


def on_shelf(world, number):
    """A release's lines."""
    body = world.shelf.kept[f"catalogue/releases/{number:06d}.jsonl.gz"]
    return [json.loads(line) for line in gzip.decompress(body).decode().splitlines()]


def told(world, kind):
    return [fact for fact in world.bus.facts if fact.type == kind]


def shared(name):
    """A file of real input; skips where it is not at hand."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return path


def text_of(reply):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", reply.text)))
