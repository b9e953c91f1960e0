"""Refusals are problem documents to programs and friendly pages to people; failures tell nobody anything."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.http import Routes
from chalicelib.world import World
from tests.conftest import TestWorld
from tests.door import HTML, Door
from tests.kernel.edge.people import token
from tests.kernel.edge.routes import routes

SECRETS = ("13800138000", "粤B12345", "Traceback", "ValueError", "routes.py")


@pytest.fixture
def door(world: TestWorld) -> Door:
    return Door(routes, world)


def test_a_refusal_is_a_problem_document(door: Door) -> None:
    reply = door.fetch("/notes/none", x_correlation_id="0af7651916cd43dd8448eb211c80319c")

    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json == {
        "type": "about:blank",
        "title": "没有找到",
        "status": 404,
        "detail": "没有这条留言，请检查链接。",
        "instance": "0af7651916cd43dd8448eb211c80319c",
    }


def test_a_refusal_is_a_page_that_says_what_to_do_next(door: Door) -> None:
    reply = door.page("/notes/none")

    assert reply.status == 404
    assert reply.headers["content-type"].startswith("text/html")
    assert all(
        words in reply.text for words in ("没有找到", "没有这条留言，请检查链接。", "12345", "返回上一页")
    )


@pytest.mark.parametrize(
    ("content", "errors"),
    [
        ({}, {"words": "请填写这一项。"}),
        ({"words": ""}, {"words": "请填写这一项。"}),
        ({"words": "长" * 21}, {"words": "最多 20 个字。"}),
        ({"words": "好", "times": "九"}, {"times": "请填写整数。"}),
        ({"words": "好", "times": 9}, {"times": "不能大于 5。"}),
        ({"words": "好", "more": "13800138000"}, {"more": "这一项不需要填写。"}),
        ([], {"": "提交的内容不完整。"}),
    ],
)
def test_every_field_has_its_own_remark_in_plain_words(
    door: Door, content: Any, errors: dict[str, str]
) -> None:
    reply = door.post("/notes", content)

    assert (reply.status, reply.json["errors"]) == (422, errors)
    assert "13800138000" not in reply.text


def test_the_form_is_shown_again_with_what_was_filled_in(door: Door) -> None:
    reply = door.submit("/notes", words="长" * 21, times="3")

    assert reply.status == 422
    assert "最多 20 个字。" in reply.text
    assert f'value="{"长" * 21}"' in reply.text
    assert 'aria-invalid="true"' in reply.text
    assert 'aria-describedby="words-hint words-error"' in reply.text
    assert door.submit("/notes", reply, words="短").status == 303


def test_a_use_case_may_remark_on_fields_as_well(door: Door) -> None:
    reply = door.submit("/notes", words="脏话")

    assert (reply.status, "请文明用语。" in reply.text, "请修改后再提交。" in reply.text) == (422, True, True)


def test_a_failure_is_logged_under_its_number_and_tells_nobody_more(
    door: Door, capfd: pytest.CaptureFixture[str]
) -> None:
    program = door.post("/notes", {"words": "坏"})
    person = door.submit("/notes", words="坏")
    logged = capfd.readouterr().out

    assert (program.status, person.status) == (500, 500)
    assert program.json["instance"] == program.headers["x-correlation-id"]
    assert person.headers["x-correlation-id"] in person.text
    assert not [secret for secret in SECRETS if secret in program.text + person.text]
    assert not [secret for secret in SECRETS[:2] if secret in logged]


def test_who_must_wait_is_told_how_long(door: Door) -> None:
    assert door.post("/notes", {"words": "忙"}).headers["retry-after"] == "7"
    assert door.submit("/notes", words="忙").headers["retry-after"] == "7"


def test_a_stranger_is_sent_to_sign_in_and_back(door: Door) -> None:
    assert door.page("/mine?a=1").location == "/identity/sign-in?next=/try/mine%3Fa%3D1"
    assert door.fetch("/mine").status == 401
    assert door.fetch("/mine").headers["www-authenticate"] == "Bearer"


def test_a_session_past_its_time_is_renewed_on_the_way(door: Door, world: TestWorld) -> None:
    door.cookies["tongban_session"] = token(world)
    world.clock.advance(timedelta(hours=1))

    reply = door.page("/mine")
    assert (reply.status, reply.location) == (307, "/identity/refresh?next=/try/mine&page=/try/mine")
    assert "访客" in door.page("/notes/1").text


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", b"{", 400),
        ("text/plain", b"words=1", 415),
        ("application/json", b'"' + b"a" * 70_000 + b'"', 413),
    ],
)
def test_bodies_beyond_reading_are_refused(door: Door, kind: str, body: bytes, status: int) -> None:
    reply = door.send("POST", "/notes", body, content_type=kind, idempotency_key="key-0001")

    assert (reply.status, reply.json["status"]) == (status, status)


def test_an_error_page_needs_nothing_that_may_have_failed(world: TestWorld) -> None:
    broken = Routes("tests.kernel.edge.routes")

    @broken.get("/down", page="note.html")
    def down(world: World) -> None: ...

    door = Door(broken, world)
    broken.world = lambda: 1 / 0  # type: ignore[assignment, return-value]

    assert (door.page("/down").status, "系统出了点问题" in door.page("/down").text) == (500, True)


def test_where_not_even_a_page_can_be_made_the_problem_is_told_plainly(world: TestWorld) -> None:
    broken = Routes("tests.kernel.edge.routes")

    @broken.post("/down", then=lambda _: "/")
    def down() -> None: ...

    door = Door(broken, world, cookies={"tongban_device": "d" * 32})
    broken.world = lambda: 1 / 0  # type: ignore[assignment, return-value]

    reply = door.send("POST", "/down", b"a=1", accept=HTML, content_type="application/x-www-form-urlencoded")
    assert (reply.status, reply.json["title"]) == (500, "系统出了点问题")
