"""A front door before a small server that answers as the emulator might."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from local.front_door import FrontDoor


@dataclass
class Behind:
    """What stands behind the door: what it was asked, and how long it is to hold its last block back."""

    port: int = 0
    heard: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    release: threading.Event = field(default_factory=threading.Event)
    counting: threading.Lock = field(default_factory=threading.Lock)
    connections: int = 0
    busy: int = 0
    busiest: int = 0


class Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    behind: Behind

    def setup(self) -> None:
        super().setup()
        self.behind.connections += 1

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.behind.heard.append((self.command, self.path, headers, body))
        getattr(self, self.path.strip("/").split("?")[0].replace("-", "_") or "plain", self.plain)()

    do_POST = do_HEAD = do_GET  # noqa: N815

    def plain(self) -> None:
        self.send_response(200)
        self.send_header("Set-Cookie", "a=1; Path=/")
        self.send_header("Set-Cookie", "b=2; Path=/")
        self.send_header("Keep-Alive", "timeout=5")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else b"ok")

    def nothing(self) -> None:
        self.send_response(204)
        self.end_headers()

    def slowly(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"5\r\nfirst\r\n")
        self.behind.release.wait(5)
        self.wfile.write(b"6\r\nsecond\r\n0\r\n\r\n")

    def starting(self) -> None:
        """As a function's environment does: busy for a moment, and each request with one of its own."""
        with self.behind.counting:
            self.behind.busy += 1
            self.behind.busiest = max(self.behind.busiest, self.behind.busy)
        self.behind.release.wait(0.05)
        with self.behind.counting:
            self.behind.busy -= 1
        self.plain()

    def long(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "4000")
        self.end_headers()
        self.wfile.write(b"tongban " * 500)

    def goodbye(self) -> None:
        self.plain()
        self.close_connection = True

    def cut_short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"half")
        self.close_connection = True

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def behind() -> Iterator[Behind]:
    it = Behind()
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Answering", (Answers,), {"behind": it})) as server:
        it.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        yield it
        it.release.set()
        server.shutdown()


@pytest.fixture
def door(behind: Behind) -> Iterator[FrontDoor]:
    with FrontDoor(0, behind.port, "tongban.localhost") as door:
        threading.Thread(target=door.serve_forever, args=(0.01,)).start()
        yield door
        door.shutdown()


@pytest.fixture
def visit(door: FrontDoor) -> Iterator[HTTPConnection]:
    connection = HTTPConnection("127.0.0.1", door.server_address[1], timeout=5)
    yield connection
    connection.close()
