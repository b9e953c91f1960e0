"""Every page, file, text and fact of a busy day, looked at by everybody: no digit of a stranger's number on any of them."""

import zlib

import pytest
from pydantic import BaseModel

from chalicelib.events import Event
from chalicelib.http import File, Routes
from chalicelib.store.row import Row
from functions.car_move.routes import routes
from tests.door import Door
from tests.eavesdropper import tells
from tests.functions.car_move.life import scan
from tests.functions.car_move.life.everyday import (
    CO_OWNER,
    CONTACT,
    LATE,
    OWNER,
    PASSER_BY,
    PHONES,
    STRANGER,
    Day,
    signed_in,
)
from tests.functions.car_move.life.scan import Person
from tests.functions.car_move.life.town import a_town
from tests.leaks import names, stands


@pytest.fixture(scope="module")
def day():
    with a_town() as town:
        yield Day(town)


@pytest.fixture(scope="module")
def people(day):
    owners = [OWNER, CONTACT, CO_OWNER]
    return [
        Person("a passer-by", {}, owners),
        Person("the passer-by", signed_in(day.world, "passer-by"), owners),
        Person("the owner", signed_in(day.world, "owner"), [PASSER_BY, CONTACT, CO_OWNER, STRANGER, LATE]),
        Person("the contact", signed_in(day.world, "contact"), [PASSER_BY, OWNER, CO_OWNER, STRANGER, LATE]),
        Person("the co-owner", signed_in(day.world, "co-owner"), [PASSER_BY, OWNER, CONTACT, STRANGER, LATE]),
        Person("the operator", signed_in(day.world, "operator", "operator", "officer"), PHONES),
    ]


@pytest.fixture(scope="module")
def door(day):
    return Door(routes, day.world)


@pytest.mark.parametrize("path", scan.opened(routes))
def test_nobody_comes_across_a_strangers_number(door, people, day, path):
    assert [leak for person in people for leak in scan.leaks(door, person, path, day.known)] == []


@pytest.mark.parametrize("path", scan.opened(routes))
def test_the_scan_gets_to_see_every_page(door, people, day, path):
    assert any(scan.shows(door, person, path, day.known) for person in people)


def test_no_text_tells_its_reader_a_number(day):
    texts = day.world.phone.texts

    assert len(texts) >= 8
    assert [words for _, _, words in texts if tells(scan.aloud(words), scan.ends(PHONES))] == []
    assert [show for _, show, _ in texts if show in PHONES] == []


def test_of_a_photo_only_the_picture_is_kept(day):
    kept = {key: body for key, (body, _) in day.world.files.kept.items()}

    assert list(kept) == [f"bare/{day.open}"]
    assert names(kept[f"bare/{day.open}"], [LATE]) == []


def test_the_table_holds_nobodys_number_open(day):
    rows = [repr(row.attribute_values).encode() for row in Row.scan()]

    assert len(rows) > 50
    assert [row for row in rows if names(row, PHONES)] == []


def test_no_fact_told_holds_a_number_or_a_plate(day):
    told = [fact.model_dump_json() for fact in day.world.bus.facts]

    assert len({fact.type for fact in day.world.bus.facts}) >= 15
    plate = ("67345", "A67345")
    assert [fact for fact in told if names(fact, PHONES) or any(stands(fact, word) for word in plate)] == []


@pytest.mark.parametrize("fact", scan.facts(), ids=lambda fact: fact.type)
def test_no_published_fact_has_room_for_a_number(fact):
    assert scan.blabs(fact) == []


# Planted leaks


class Told(BaseModel):
    phone: str


def with_a_leak(answer) -> Routes:
    """A matter with one page too many."""
    leaky = Routes("functions.car_move.routes")

    @leaky.get("/leak/{case_id}")
    def leak(case_id: str) -> BaseModel:
        return answer

    return leaky


@pytest.mark.parametrize("written", ["13933334444", "+86 139 3333 4444", "139-3333-4444", "93333 4444"])
@pytest.mark.parametrize("kind", ["data", "file", "pdf"])
def test_a_planted_leak_is_found(day, kind, written):
    packed = b"%PDF-1.7 stream\n" + zlib.compress(written.encode()) + b"\nendstream"
    answers = {
        "data": Told(phone=written),
        "file": File(written.encode(), "text/csv"),
        "pdf": File(packed, "application/pdf"),
    }
    leaky = with_a_leak(answers[kind])
    [path] = [path for path in scan.opened(leaky) if "leak" in path]
    owner = Person("the owner", {}, [PASSER_BY])

    assert scan.leaks(Door(leaky, day.world), owner, path, day.known) != []


def test_a_path_that_the_scan_does_not_know_fails_it(day):
    with pytest.raises(KeyError):
        scan.addresses("/exports/{export_id}", day.known)


@pytest.mark.parametrize(
    "words", ["我是13933334444", "壹三九 三三三三 四四四四", "139，3333，4444", "１３９３３３３４４４４"]
)
def test_a_text_with_a_number_is_found(words):
    assert tells(scan.aloud(words), scan.ends(PHONES))


@pytest.mark.parametrize(
    "example", [{"line": "+6531580001"}, {"note": "请打 13933334444"}, {"caller": "x"}, {"plate": "皖A12345"}]
)
def test_a_fact_with_a_number_is_found(example):
    leaky = type("Leaky", (Event,), {"__module__": __name__, "type": "leak", "example": example})

    assert scan.blabs(leaky) == list(example)


def test_the_one_place_that_names_a_phone_is_where_the_carrier_is_told_whom_to_ring(day):
    assert names(day.called_back, [PASSER_BY, CONTACT]) == [PASSER_BY]
