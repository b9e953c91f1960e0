"""A browser without a screen: keeps cookies, sends JSON, reads JSON."""

import json
import uuid
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from http.cookiejar import CookieJar
from typing import Any
from urllib.request import Request

HTML = "text/html"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> Any:
        return json.loads(self.body)


class Refused(Exception):
    """The platform said no: what it answered is in the message."""


class Browser:
    """One person's browser at one door; ``address`` is where on this machine it calls from."""

    def __init__(self, port: int, address: str = "127.0.0.1") -> None:
        self.port = port
        self.address = address
        self.cookies = CookieJar()

    def get(self, path: str, accept: str = JSON) -> Answer:
        return self.ask("GET", path, None, {"Accept": accept})

    def post(self, path: str, content: dict[str, Any], key: str | None = None) -> Answer:
        """Post JSON; the same key again means the same request again."""
        headers = {"Accept": JSON, "Content-Type": JSON, "Idempotency-Key": key or uuid.uuid4().hex}
        return self.ask("POST", path, json.dumps(content).encode(), headers)

    def ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        asking = Request(f"http://127.0.0.1:{self.port}{path}", method=method)
        self.cookies.add_cookie_header(asking)
        connection = HTTPConnection("127.0.0.1", self.port, timeout=40, source_address=(self.address, 0))
        try:
            connection.request(method, path, body, headers | dict(asking.header_items()))
            heard = connection.getresponse()
            self.cookies.extract_cookies(heard, asking)
            return Answer(heard.status, heard.headers, heard.read())
        finally:
            connection.close()


def accepted(answer: Answer) -> Any:
    """The JSON of an answer that must be a good one; raises Refused otherwise."""
    if answer.status >= 300:
        raise Refused(f"{answer.status}: {answer.text[:500]}")
    return answer.json() if answer.body else None
