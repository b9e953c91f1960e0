"""Somebody at a matter's door: a browser that keeps cookies and sends forms as rendered, or a program."""

import html
import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from chalice import Chalice
from chalice.test import Client

from chalicelib.http import Routes
from chalicelib.world import World

HTML = "text/html,application/xhtml+xml,*/*;q=0.8"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, Any]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def location(self) -> str:
        return str(self.headers["location"])

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's forms."""
        return {name: html.unescape(value) for name, value in HIDDEN.findall(self.text)}


@dataclass
class Door:
    """``world`` is what the views are given. Paths are those declared on ``routes``, without the base."""

    routes: Routes
    world: World
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.routes.world = lambda: self.world
        app = Chalice("tongban")
        app.register_blueprint(self.routes)
        self._http = Client(app).http

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> Reply:
        """A request with exactly these headers (``_`` for ``-``), and the cookies kept so far."""
        cookies = {"cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())} if self.cookies else {}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        response = self._http.request(method, path, headers=self.headers | cookies | named, body=body)
        reply = Reply(
            response.status_code, {k.lower(): v for k, v in response.headers.items()}, response.body
        )
        self._keep(reply.headers.get("set-cookie", []))
        return reply

    def page(self, path: str, **headers: str) -> Reply:
        """Open a page as a browser does."""
        return self.send("GET", path, accept=HTML, **headers)

    def submit(self, path: str, on: Reply | None = None, **fields: object) -> Reply:
        """Send the form of the page ``on`` (default: the page at ``path``), with its hidden fields."""
        hidden = (on or self.page(path)).hidden
        content = {"accept": HTML, "content-type": "application/x-www-form-urlencoded"}
        return self.send("POST", path, urlencode(hidden | fields, doseq=True).encode(), **content)

    def fetch(self, path: str, **headers: str) -> Reply:
        """Read JSON as a program does."""
        return self.send("GET", path, accept="application/json", **headers)

    def post(self, path: str, content: object, key: str = "key-0001", **headers: str) -> Reply:
        """Send JSON as a program does, under an Idempotency-Key."""
        named = {"accept": "application/json", "content-type": "application/json", "idempotency-key": key}
        return self.send("POST", path, json.dumps(content).encode(), **named | headers)

    def _keep(self, baked: str | list[str]) -> None:
        for line in [baked] if isinstance(baked, str) else baked:
            name, _, value = line.partition(";")[0].partition("=")
            if "Max-Age=0" in line:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
