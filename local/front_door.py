"""The one HTTPS front door, on a laptop: a reverse proxy before the emulator's API Gateway (in plain HTTP)."""

import argparse
import gzip
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from local import home
from local.upstream import Upstream

LARGEST_BODY = 10 * 1024 * 1024  # API Gateway's own limit
COMPRESSED_FROM = (
    1024  # minimum_compression_size of every stage: API Gateway compresses what the emulator does not
)
BLOCK = 64 * 1024
HOP_BY_HOP = {"connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection"}
HOP_BY_HOP |= {"te", "trailer", "transfer-encoding", "upgrade"}
OURS = HOP_BY_HOP | {"host", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "expect"}


class FrontDoor(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, port: int, cloud_port: int, domain: str) -> None:
        super().__init__(("127.0.0.1", port), Passage)
        self.upstream = Upstream(cloud_port)
        self.domain = domain

    def server_close(self) -> None:
        super().server_close()
        self.upstream.close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A citizen who hangs up half-way is no error of ours."""
        if not isinstance(sys.exc_info()[1], OSError | HTTPException):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Passage(BaseHTTPRequestHandler):
    """One citizen's connection, request after request."""

    protocol_version = "HTTP/1.1"
    timeout = 75
    disable_nagle_algorithm = True
    wbufsize = BLOCK
    server: FrontDoor

    def forward(self) -> None:
        length = self.headers.get("content-length", "0")
        if "transfer-encoding" in self.headers or not length.isdecimal():
            self.refuse(411, "请求缺少长度。")
        elif int(length) > LARGEST_BODY:
            self.refuse(413, "提交的内容太大了，请压缩到 10 MB 以内。")
        else:
            body = self.rfile.read(int(length))
            with self.server.upstream.room:
                self.pass_on(body, self.server.upstream.take())

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = forward  # noqa: N815

    def pass_on(self, body: bytes, connection: HTTPConnection) -> None:
        try:
            answer = self.ask(connection, body)
        except (OSError, HTTPException) as error:
            connection.close()
            self.refuse(*(504, home.LATE) if isinstance(error, TimeoutError) else (502, home.CLOSED))
            return
        try:
            with answer:
                self.hand_over(answer)
        except (OSError, HTTPException):
            connection.close()
            raise
        self.server.upstream.give_back(connection)

    def ask(self, connection: HTTPConnection, body: bytes) -> HTTPResponse:
        connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.outbound_headers():
            connection.putheader(name, value)
        connection.endheaders(body or None)
        return connection.getresponse()

    def outbound_headers(self) -> Iterator[tuple[str, str]]:
        dropped = OURS | named_by_connection(self.headers.get("connection", ""))
        yield "Host", self.server.domain
        yield "X-Forwarded-Host", self.headers.get("host", self.server.domain)
        yield "X-Forwarded-Proto", "http"
        yield (
            "X-Forwarded-For",
            ", ".join([*self.headers.get_all("x-forwarded-for", []), self.client_address[0]]),
        )
        yield from ((name, value) for name, value in self.headers.items() if name.lower() not in dropped)

    def hand_over(self, answer: HTTPResponse) -> None:
        """Pass the answer on as it arrives, every Set-Cookie with it."""
        if self.is_to_be_compressed(answer):
            return self.hand_over_compressed(answer)
        chunked = answer.length is None
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.headers.items():
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        while block := answer.read1(BLOCK):
            self.wfile.write(b"%x\r\n%b\r\n" % (len(block), block) if chunked else block)
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n" if chunked else b"")
        if answer.length:  # the emulator hung up half-way: so do we
            self.close_connection = True
        return None

    def is_to_be_compressed(self, answer: HTTPResponse) -> bool:
        asked = "gzip" in self.headers.get("accept-encoding", "")
        return (
            asked and not answer.headers.get("content-encoding") and (answer.length or 0) >= COMPRESSED_FROM
        )

    def hand_over_compressed(self, answer: HTTPResponse) -> None:
        body = gzip.compress(answer.read(), 5)
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.headers.items():
            if name.lower() not in HOP_BY_HOP | {"content-length"}:
                self.send_header(name, value)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def refuse(self, status: int, message: str) -> None:
        self.close_connection = True
        self.say(status, home.notice(message))

    def say(self, status: int, page: str) -> None:
        body = page.encode()
        self.send_response_only(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in home.HEADERS.items():
            self.send_header(name, str(value))
        if status >= 500:
            self.send_header("Retry-After", "5")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else body)

    def log_message(self, *_: object) -> None:
        """The matters keep their own logs, without personal data; the door keeps none."""


def named_by_connection(value: str) -> set[str]:
    return {name.strip().lower() for name in value.split(",")}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, default=8080)
    arguments.add_argument("--cloud-port", type=int, default=4566)
    arguments.add_argument("--domain", default="tongban.localhost")
    told = arguments.parse_args()
    with FrontDoor(told.port, told.cloud_port, told.domain) as door:
        door.serve_forever()


if __name__ == "__main__":
    main()
