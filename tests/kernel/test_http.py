"""Routes: one declaration, JSON for programs and pages for people."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from chalicelib.errors import Forged
from chalicelib.http import Routes
from tests.conftest import TestWorld
from tests.door import Door
from tests.kernel.edge.people import token
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


def test_a_program_hears_of_a_field_that_nobody_asked_for(door: Door) -> None:
    reply = door.post("/notes", {"words": "请挪车", "tag": ["急"]})

    assert reply.status == 422
    assert reply.json["errors"] == {"tag": "这一项不需要填写。"}
    assert Seen.visits == []


def test_a_form_may_bring_along_what_nobody_asked_for(door: Door) -> None:
    reply = door.submit("/notes", words="请挪车", tag="急")

    assert reply.status == 303


@pytest.mark.parametrize("path", ["/notes/7", "/notes/none", "/health", "/mine", "/away"])
def test_every_answer_is_guarded(door: Door, path: str) -> None:
    headers = door.page(path).headers

    assert "script-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert headers["x-correlation-id"]
    assert "access-control-allow-origin" not in headers


def test_over_https_browsers_are_told_to_stay_there(door: Door, world: TestWorld) -> None:
    assert "strict-transport-security" in door.page("/notes/7").headers

    plain = replace(world, parameters={"public-url": "http://127.0.0.1:8080"})
    assert "strict-transport-security" not in Door(routes, plain).page("/notes/7").headers


def test_a_correlation_id_is_taken_over_unless_it_is_a_phone_number(door: Door) -> None:
    given = "0af7651916cd43dd8448eb211c80319c"

    assert door.fetch("/notes/7", x_correlation_id=given).headers["x-correlation-id"] == given
    for odd in ("8613800138000-8613800138000", "short", "x" * 65, "<script>alert(1)</script>"):
        assert door.fetch("/notes/7", x_correlation_id=odd).headers["x-correlation-id"] != odd


@pytest.mark.parametrize("path", ["/notes/7", "/health", "/assets/x"])
def test_a_correlation_id_belongs_to_one_request(door: Door, path: str) -> None:
    door.fetch("/notes/7", x_correlation_id="somebody-elses-request")

    assert door.fetch(path).headers["x-correlation-id"] != "somebody-elses-request"


def test_health_asks_nobody(door: Door) -> None:
    door.routes.world = lambda: pytest.fail("health opened the world")

    assert door.fetch("/health").json == {"status": "ok", "matter": "edge"}
    assert door.send("HEAD", "/health").status == 200


@pytest.mark.parametrize("kind", ["css", "js"])
def test_assets_are_kept_for_ever_under_a_name_that_changes_with_them(door: Door, kind: str) -> None:
    name = re.search(rf"/try/assets/(\w+\.{kind})", door.page("/notes/7").text)
    assert name
    reply = door.fetch(f"/assets/{name[1]}")

    assert "immutable" in reply.headers["cache-control"]
    assert reply.headers["content-type"].startswith("text/")
    assert "immutable" not in door.fetch(f"/assets/0123.{kind}").headers["cache-control"]


@pytest.mark.parametrize("name", ["style.css.bak", "base.html", "x", "..%2Fhttp.py"])
def test_nothing_else_is_served_as_an_asset(door: Door, name: str) -> None:
    assert door.fetch(f"/assets/{name}").status == 404


def test_a_file_is_downloaded_under_its_own_name(door: Door) -> None:
    reply = door.fetch("/file")

    assert (reply.headers["content-type"], reply.body) == ("image/png", b"\x89PNG\r\n")
    assert reply.headers["content-disposition"] == "attachment; filename*=UTF-8''%E8%AF%81%E6%98%8E.png"


def test_a_view_may_send_away_and_leave_cookies(door: Door) -> None:
    reply = door.page("/away")

    assert (reply.status, reply.location) == (303, "/try/notes?words=%E4%BD%A0%E5%A5%BD")
    assert reply.headers["set-cookie"] == [
        "one=1; Path=/; SameSite=Lax; HttpOnly; Secure",
        "two=2; Path=/; SameSite=Lax; Max-Age=60; HttpOnly; Secure",
    ]


def test_views_are_given_the_caller_the_query_and_the_path(door: Door, world: TestWorld) -> None:
    who = f"Bearer {token(world)}"

    assert door.fetch("/mine", authorization=who).json["by"] == "citizen-1"
    assert door.fetch("/notes?words=%E4%BD%A0&pages=3&from=timeline").json == {"words": "你", "pages": 3}
    assert door.fetch("/notes?pages=many").status == 422
    assert door.fetch("/notes/%E4%BD%A0").json["id"] in {"你", "%E4%BD%A0"}


def test_put_and_delete_need_no_key(door: Door, world: TestWorld) -> None:
    who, kind = f"Bearer {token(world)}", "application/json"

    changed = door.send("PUT", "/mine", b'{"words": "new"}', authorization=who, content_type=kind)
    assert (changed.status, changed.json["words"]) == (200, "new")
    assert door.send("DELETE", "/mine", authorization=who).status == 204
    assert door.send("DELETE", "/mine", authorization=who, origin="https://evil.example").status == 204


def test_a_view_that_asks_for_what_no_request_has_is_refused_when_it_is_declared() -> None:
    def view(wish: int) -> None: ...

    with pytest.raises(TypeError, match="wish"):
        Routes("tests.kernel.edge.routes").get("/")(view)


def test_elder_mode_is_a_link_away_and_stays(door: Door) -> None:
    reply = door.page("/elder?on=1&next=/try/notes/7")

    assert (reply.status, reply.location) == (303, "/try/notes/7")
    assert '<html lang="zh-CN" class="elder">' in door.page("/notes/7").text
    door.page("/elder?on=0")
    assert 'class="elder"' not in door.page("/notes/7").text
    assert door.page("/elder?on=1&next=//evil.example").location == "/try"


def test_a_webhook_is_verified_first_and_needs_neither_cookie_nor_key(world: TestWorld) -> None:
    carrier = Carrier()
    door = Door(routes, replace(world, phone=carrier))  # type: ignore[arg-type]
    kind = "application/x-www-form-urlencoded"

    reply = door.send(
        "POST", "/calls/c-1?at=2", b"From=%2B861&Blank=", content_type=kind, x_twilio_signature="ours"
    )
    forged = door.send("POST", "/calls/c-1", b"From=%2B861", content_type=kind, accept="*/*")

    assert (reply.status, reply.body) == (200, b"<Response>c-1 +861</Response>")
    assert reply.headers["content-type"] == "text/xml; charset=utf-8"
    assert carrier.heard[0] == ("https://tongban.example/try/calls/c-1?at=2", {"From": "+861", "Blank": ""})
    assert forged.status == 403


def test_a_message_of_a_machine_reaches_its_view_to_the_byte(door: Door) -> None:
    body = b'{ "x" : 1 }'

    told = door.send("POST", "/machines/m-1", body, content_type="application/json", signature="ours")
    heard = door.send("POST", "/machines/m-1", b"", content_type="application/json", signature="ours")
    forged = door.send("POST", "/machines/m-1", body, content_type="application/json", signature="theirs")

    assert (told.status, told.json["words"]) == (200, '{ "x" : 1 }')
    assert (heard.status, heard.body) == (204, b"")
    assert forged.status == 403


class Carrier:
    """A phone that knows its own signature."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict[str, str]]] = []

    def verify(self, url: str, form: dict[str, str], headers: Mapping[str, str]) -> None:
        self.heard.append((url, dict(form)))
        if headers.get("x-twilio-signature") != "ours":
            raise Forged("not ours")
