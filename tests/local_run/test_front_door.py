"""The front door passes everything on as it was, and says who asked, how and where."""

import gzip
import re
import socket
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from http.client import HTTPConnection, HTTPResponse, IncompleteRead

import pytest

from chalicelib.headers import PLAIN
from local.front_door import FrontDoor
from local.upstream import AT_ONCE
from local.web import Browser
from tests.local_run.conftest import Behind

GUARDS = PLAIN.keys() - {"Content-Security-Policy", "Vary"}


def ask(
    visit: HTTPConnection, method: str, path: str, body: bytes | None = None, **headers: str
) -> HTTPResponse:
    visit.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    return visit.getresponse()


def test_a_request_reaches_the_emulator_under_the_custom_domain_with_who_asked(visit, behind, door):
    answer = ask(visit, "POST", "/car-move/requests?a=%E4%B8%AD&b=", b"plate=A1", Content_Type="text/plain")

    assert (answer.status, answer.read()) == (200, b"ok")
    method, path, headers, body = behind.heard[0]
    assert (method, path, body) == ("POST", "/car-move/requests?a=%E4%B8%AD&b=", b"plate=A1")
    assert headers["host"] == "tongban.localhost"
    assert headers["x-forwarded-host"] == f"127.0.0.1:{door.server_address[1]}"
    assert (headers["x-forwarded-proto"], headers["x-forwarded-for"]) == ("http", "127.0.0.1")
    assert headers["content-type"] == "text/plain"


def test_an_earlier_address_is_kept_and_ours_is_written_last(visit, behind):
    ask(visit, "GET", "/plain", X_Forwarded_For="203.0.113.7", X_Forwarded_Proto="https").read()

    assert behind.heard[0][2]["x-forwarded-for"] == "203.0.113.7, 127.0.0.1"
    assert behind.heard[0][2]["x-forwarded-proto"] == "http"


def test_headers_meant_for_one_hop_stop_at_the_door(visit, behind):
    answer = ask(visit, "GET", "/plain", Connection="keep-alive, X-Hop", X_Hop="1", TE="trailers", X_Kept="1")
    answer.read()

    assert not {"x-hop", "te", "connection"} & behind.heard[0][2].keys()
    assert behind.heard[0][2]["x-kept"] == "1"
    assert answer.getheader("keep-alive") is None


def test_every_cookie_is_handed_over_in_a_line_of_its_own(visit):
    answer = ask(visit, "GET", "/plain")

    assert answer.headers.get_all("set-cookie") == ["a=1; Path=/", "b=2; Path=/"]


def test_many_requests_share_one_connection_on_both_sides(visit, behind):
    for _ in range(20):
        assert ask(visit, "GET", "/plain").read() == b"ok"

    assert behind.connections == 1


def test_an_answer_is_passed_on_while_it_is_still_being_written(visit, behind):
    answer = ask(visit, "GET", "/slowly")

    assert answer.read1() == b"first"
    behind.release.set()
    assert answer.read() == b"second"


@pytest.mark.parametrize(("method", "path", "status"), [("HEAD", "/plain", 200), ("GET", "/nothing", 204)])
def test_an_answer_without_a_body_leaves_the_connection_usable(visit, method, path, status):
    answer = ask(visit, method, path)

    assert (answer.status, answer.read()) == (status, b"")
    assert ask(visit, "GET", "/plain").read() == b"ok"


def test_an_answer_cut_short_is_not_passed_off_as_whole(visit):
    with pytest.raises(IncompleteRead):
        ask(visit, "GET", "/cut-short").read()


def test_what_is_long_is_compressed_for_whoever_asks_as_api_gateway_does(visit):
    plain = ask(visit, "GET", "/long").read()
    answer = ask(visit, "GET", "/long", Accept_Encoding="gzip, br")
    squeezed = answer.read()

    assert (len(plain), answer.getheader("content-encoding")) == (4000, "gzip")
    assert gzip.decompress(squeezed) == plain
    assert ask(visit, "GET", "/plain", Accept_Encoding="gzip").getheader("content-encoding") is None


def test_while_nothing_stands_behind_it_the_door_asks_for_patience(visit, door):
    door.upstream.port = unused_port()

    answer = ask(visit, "GET", "/car-move/")

    assert (answer.status, answer.getheader("retry-after")) == (502, "5")
    assert "系统正在更新" in answer.read().decode()


def unused_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Content_Length": str(11 * 1024 * 1024)}, 413), ({"Transfer_Encoding": "chunked"}, 411)],
)
def test_what_api_gateway_would_not_take_the_door_does_not_take(visit, behind, headers, status):
    assert ask(visit, "POST", "/plain", None, **headers).status == status
    assert behind.heard == []


def test_the_root_is_a_path_like_all_others(visit, behind):
    assert ask(visit, "GET", "/").read() == b"ok"
    assert behind.heard[0][1] == "/"


def test_the_doors_own_pages_are_guarded_like_all_others(visit, door):
    door.upstream.port = unused_port()

    answer = ask(visit, "GET", "/car-move/")
    page = answer.read().decode()

    policy = answer.getheader("content-security-policy")
    [style] = re.findall("<style>(.*)</style>", page, re.DOTALL)
    assert f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
    assert "unsafe" not in policy
    assert {name: answer.getheader(name) for name in GUARDS} == {
        name: value for name, value in PLAIN.items() if name in GUARDS
    }


def test_the_door_listens_on_this_machine_only(door: FrontDoor):
    assert door.server_address[0] == "127.0.0.1"


def test_a_connection_the_emulator_closed_is_not_used_again(visit, behind: Behind):
    ask(visit, "GET", "/goodbye").read()

    assert ask(visit, "GET", "/plain").read() == b"ok"
    assert behind.connections == 2


def test_a_crowd_is_let_in_a_few_at_a_time_and_everybody_is_answered(door, behind):
    browsers = [Browser(door.server_address[1]) for _ in range(50)]

    with ThreadPoolExecutor(50) as crowd:
        answers = list(crowd.map(lambda browser: browser.get("/starting"), browsers))

    assert {answer.status for answer in answers} == {200}
    assert 1 < behind.busiest <= AT_ONCE


def test_a_browser_keeps_its_cookies_and_reads_json(door, behind):
    browser = Browser(door.server_address[1])

    browser.get("/plain")
    browser.post("/plain", {"plate": "皖A"}, key="once")

    headers, body = behind.heard[1][2:]
    assert headers["cookie"] == "a=1; b=2"
    assert (headers["idempotency-key"], headers["content-type"]) == ("once", "application/json")
    assert body == b'{"plate": "\\u7696A"}'
