"""Routes: one declaration, JSON for programs and pages for people."""

import pytest

from tests.conftest import TestWorld
from tests.door import Door
from tests.kernel.edge.routes import Seen, routes


@pytest.fixture
def door(world: TestWorld) -> Door:
    Seen.visits.clear()
    return Door(routes, world)


def test_one_route_speaks_json_to_programs_and_html_to_browsers(door: Door) -> None:
    assert door.fetch("/notes/7").json == {"id": "7", "words": "<b>你好</b>", "by": ""}
    assert "&lt;b&gt;你好&lt;/b&gt;" in door.page("/notes/7").text


def test_who_names_no_type_gets_json(door: Door) -> None:
    assert door.send("GET", "/notes/7").json["id"] == "7"


def test_head_is_a_get_without_its_body(door: Door) -> None:
    reply = door.send("HEAD", "/notes/7", accept="text/html")

    assert (reply.status, reply.body) == (200, b"")
    assert reply.headers["content-type"] == "text/html; charset=utf-8"


def test_a_form_leads_on_to_the_next_page(door: Door) -> None:
    reply = door.submit("/notes", words="请挪车")

    assert (reply.status, reply.location) == (303, "/try/notes/id-1")


def test_a_program_is_told_what_was_made_and_where(door: Door) -> None:
    reply = door.post("/notes", {"words": "请挪车", "tags": ["急"]})

    assert (reply.status, reply.location) == (201, "/try/notes/id-1")
    assert reply.json == {"id": "id-1", "words": "请挪车", "by": ""}
