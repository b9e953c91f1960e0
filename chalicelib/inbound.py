"""One request as the edge sees it; nothing is parsed, looked up or verified before it is asked for."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote, urlencode, urlsplit

from pydantic import BaseModel

from chalicelib import bodies, cookies, negotiation
from chalicelib.errors import Unauthenticated
from chalicelib.identity import COOKIE, Caller, Expired, caller_of

if TYPE_CHECKING:
    from chalicelib.about import About
    from chalicelib.world import World

DEVICE = "tongban_device"
ELDER = "tongban_elder"
YEAR = 365 * 24 * 3600
LOOPBACK = {"127.0.0.1", "::1"}


@dataclass(frozen=True)
class Visitor:
    """Whoever is there, signed in or not. ``device`` is a random id the browser keeps; ``agent`` its own word."""

    caller: Caller | None
    address: str
    device: str
    agent: str = ""


@dataclass(frozen=True)
class Sent:
    """What another machine sent, to the byte: a signature is over just that. Header names in lower case."""

    headers: dict[str, str]
    body: bytes


class Entrance(str):
    """The base path by which somebody came in, without slashes: a matter may have several."""

    __slots__ = ()


class Raw(Protocol):
    """The part of Chalice's request that we read."""

    method: str
    path: str
    headers: Any
    context: dict[str, Any]
    lambda_context: Any
    query_params: Any

    @property
    def raw_body(self) -> Any: ...


class Inbound:
    """A request, the world it is answered in, and the matter it is about."""

    def __init__(self, raw: Raw, args: dict[str, str], world: "Callable[[], World]", matter: "About") -> None:
        self.raw = raw
        self.args = args
        self.matter = matter
        self.jar = cookies.Jar()
        self._world = world

    @cached_property
    def world(self) -> "World":
        return self._world()

    def header(self, name: str) -> str:
        return self.raw.headers.get(name) or ""

    @cached_property
    def path(self) -> str:
        """The path people see: with the matter's base, without the query."""
        path = self.raw.path
        for name, value in self.args.items():
            path = path.replace(f"{{{name}}}", quote(value, safe=""))
        return f"{self.matter.base}{path}".rstrip("/") or "/"

    @property
    def entrance(self) -> Entrance:
        """As API Gateway saw it: its ``path`` is the public one, with the base path."""
        return Entrance(str(self.raw.context.get("path", "")).strip("/").partition("/")[0])

    @cached_property
    def query(self) -> dict[str, list[str]]:
        params = self.raw.query_params
        return {name: params.getlist(name) for name in params} if params else {}

    @property
    def address_line(self) -> str:
        """The path with its query, as a browser would show it."""
        return f"{self.path}?{urlencode(self.query, doseq=True)}" if self.query else self.path

    @cached_property
    def came_from(self) -> str:
        """Where to return to: this page, or the page whose form was sent."""
        if self.raw.method in {"GET", "HEAD"}:
            return self.address_line
        referer = urlsplit(self.header("referer"))
        ours = f"{referer.scheme}://{referer.netloc}" == self.world.public_url
        return (
            referer._replace(scheme="", netloc="", fragment="").geturl() if ours else self.matter.base or "/"
        )

    @property
    def url(self) -> str:
        """The full public address: from settings and the route, never from the Host header."""
        return f"{self.world.public_url}{self.address_line}"

    @property
    def is_secure(self) -> bool:
        return self.world.public_url.startswith("https:")

    @cached_property
    def wants_html(self) -> bool:
        return negotiation.prefers_html(self.header("accept"))

    @cached_property
    def cookies(self) -> cookies.Cookies:
        return cookies.read(self.header("cookie"))

    @property
    def elder(self) -> bool:
        return self.cookies.get(ELDER) == "1"

    @cached_property
    def is_form(self) -> bool:
        return bodies.kind_of(self.header("content-type") or bodies.JSON_TYPE) == bodies.FORM_TYPE

    @cached_property
    def form(self) -> dict[str, list[str]]:
        """The fields of a form; empty for any other body."""
        return bodies.read_form(self.body) if self.is_form else {}

    @cached_property
    def body(self) -> bytes:
        return bodies.fit(self.raw.raw_body or b"")

    @property
    def sent(self) -> Sent:
        return Sent({name.lower(): value for name, value in dict(self.raw.headers).items()}, self.body)

    def behind(self, wanted: frozenset[str]) -> "Inbound | None":
        """This request as a GET of the page its form was on, if the form tells that page's path."""
        told = {name: given[-1] for name, given in self.form.items()} | self.args
        if not wanted <= told.keys():
            return None
        page = Inbound(self.raw, {name: told[name] for name in wanted}, self._world, self.matter)
        page.jar, page.query = self.jar, self.form | self.query
        return page

    def given(self, model: type[BaseModel]) -> Any:
        """What the client sends for ``model``, still unchecked."""
        return bodies.shape(model, self.form) if self.is_form else bodies.read_json(self.body)

    @cached_property
    def caller(self) -> Caller | None:
        """Who is signed in; raises Unauthenticated (or Expired) for a token that does not hold."""
        if COOKIE not in self.cookies and not self.header("authorization"):
            return None
        return caller_of(self.world, self.raw.headers)

    @property
    def signed_in(self) -> Caller:
        if self.caller is None:
            raise Unauthenticated("请先登录，再继续办理。")
        return self.caller

    @cached_property
    def known(self) -> Caller | None:
        """The caller on pages for anybody: a stale cookie there makes a stranger, not an error."""
        try:
            return self.caller
        except Unauthenticated:
            if self.header("authorization"):
                raise
            return None

    @cached_property
    def session(self) -> str:
        """The session this request is part of, also while its token waits to be renewed; "" for a stranger."""
        try:
            return self.caller.session if self.caller else ""
        except Expired as expired:
            return expired.claims.sid
        except Unauthenticated:
            return ""

    @cached_property
    def device(self) -> str:
        """The browser's own random id; a new browser is given one."""
        if self.has_device:
            return self.cookies[DEVICE]
        new = secrets.token_hex(16)
        self.jar.append(cookies.Cookie(DEVICE, new, YEAR))
        return new

    @property
    def has_device(self) -> bool:
        known = self.cookies.get(DEVICE, "")
        return len(known) == 32 and known.isalnum()

    @property
    def visitor(self) -> Visitor:
        return Visitor(self.known, self.address, self.device, self.header("user-agent"))

    @cached_property
    def address(self) -> str:
        """The client's address: what API Gateway saw, or behind a proxy on this machine what that one saw.

        API Gateway ends ``X-Forwarded-For`` with the address it saw, so the last hop cannot be made up.
        """
        source = str(self.raw.context.get("identity", {}).get("sourceIp", ""))
        hops = [hop.strip() for hop in self.header("x-forwarded-for").split(",") if hop.strip()]
        if source not in LOOPBACK and not (hops and hops[-1] in LOOPBACK):
            return source
        return next((hop for hop in reversed(hops) if hop not in LOOPBACK), source)
