"""Unsafe requests come from our own pages, or from programs that bring a token; never from another site."""

import pytest

from chalicelib.guards import local_path
from tests.conftest import TestWorld
from tests.door import HTML, Door
from tests.kernel.edge.people import token
from tests.kernel.edge.routes import Seen, routes

OURS = "https://tongban.example"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def door(world: TestWorld) -> Door:
    Seen.visits.clear()
    return Door(routes, world)


@pytest.mark.parametrize("said", [{}, {"origin": OURS, "sec-fetch-site": "same-origin"}])
def test_our_own_pages_may_post(door: Door, said: dict[str, str]) -> None:
    assert door.post("/notes", {"words": "好"}, **said).status == 201


@pytest.mark.parametrize(
    "said",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "https://tongban.example.evil.example"},
        {"origin": "http://tongban.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": OURS},
    ],
)
def test_other_websites_may_not(door: Door, said: dict[str, str]) -> None:
    reply = door.post("/notes", {"words": "好"}, **said, host="evil.example")

    assert (reply.status, Seen.visits) == (403, [])


def test_a_form_needs_the_token_it_was_rendered_with(door: Door) -> None:
    page = door.page("/notes")
    stolen = page.hidden | {"words": "好"}
    body = "&".join(f"{name}={value}" for name, value in stolen.items() if name != "csrf_token").encode()

    assert door.send("POST", "/notes", body, accept=HTML, content_type=FORM).status == 403


def test_a_token_is_of_no_use_in_another_browser(door: Door) -> None:
    page = door.page("/notes")
    door.cookies.clear()

    assert door.submit("/notes", page, words="好").status == 403


def test_a_token_from_before_signing_in_is_of_no_use_after(door: Door, world: TestWorld) -> None:
    page = door.page("/notes")
    door.cookies["tongban_session"] = token(world)

    assert door.submit("/notes", page, words="好").status == 403
    assert door.submit("/notes", words="好").status == 303


@pytest.mark.parametrize("path", ["/", "/identity/me", "/car-move/requests/1?a=1&b=%2F", "/办事"])
def test_a_path_of_ours_is_kept(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "me",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/\t/evil.example",
        "javascript:1",
    ],
)
def test_a_path_that_leads_elsewhere_is_not(path: str | None) -> None:
    assert local_path(path, "/home") == "/home"
