"""HTTP at the edge: models in, models out, refusals as problem documents or pages. Chalice stops here."""

import sys
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import quote

from chalice.app import Blueprint, CaseInsensitiveMapping, Chalice, Request, Response

from chalicelib import about, assets, correlation, render
from chalicelib.answers import JSON, Answer, File, Redirect, see_other
from chalicelib.binding import Binding
from chalicelib.bound import Bound, Message, Webhook
from chalicelib.cookies import Cookie, Cookies, Jar, bake
from chalicelib.exchange import Exchange
from chalicelib.given import Given
from chalicelib.guards import local_path
from chalicelib.headers import OVER_HTTPS, PLAIN
from chalicelib.identity import Caller, Expired
from chalicelib.inbound import ELDER, YEAR, Entrance, Inbound, Sent, Visitor
from chalicelib.limits import Limit
from chalicelib.ports.phone import CarrierForm
from chalicelib.problems import Problem, problem
from chalicelib.redaction import text
from chalicelib.telemetry import discreet, logger
from chalicelib.world import World

__all__ = [
    "Caller",
    "CarrierForm",
    "Cookie",
    "Cookies",
    "Entrance",
    "File",
    "Given",
    "Jar",
    "Limit",
    "Redirect",
    "Routes",
    "Sent",
    "Visitor",
    "local_path",
]

View = TypeVar("View", bound=Callable[..., Any])
Limits = Limit | Sequence[Limit]


class Routes(Blueprint):
    """The door for people: declare views on it with ``get``, ``post``, ``put``, ``delete``, ``webhook`` and ``exchange``.

    ``world`` is the one thing a test replaces.
    """

    def __init__(self, import_name: str, world: Callable[[], World] = World.live) -> None:
        super().__init__(import_name)
        self.world = world
        self._module = import_name
        self._views: list[tuple[str, list[str], Callable[..., Response]]] = []
        self._pages: list[Bound] = []
        self.opened: list[tuple[str, Bound]] = []  # paths and views, for whoever describes the door
        self._views.append(("/health", ["GET", "HEAD"], self._health))
        self._views.append(("/assets/{name}", ["GET", "HEAD"], self._asset))
        self._open(
            "/elder", ["GET"], Bound("GET", self._elder, Binding((("inbound", lambda inbound: inbound),)))
        )

    @cached_property
    def about(self) -> about.About:
        """The matter these routes belong to, as its pages present it."""
        return about.about(str(sys.modules[self._module].__file__))

    def get(
        self,
        path: str,
        page: str | None = None,
        limit: Limits = (),
        passing: bool = False,
        posts_to: Callable[[Any], str] | None = None,
        allows: Callable[[Any], dict[str, str]] | None = None,
        kept: int = 0,
    ) -> Callable[[View], View]:
        """``passing``: forms on their way elsewhere pass through too, unread; it must change nothing of theirs.

        ``posts_to``, ``allows`` and ``kept`` (seconds) as in ``Bound``.
        """
        methods = ["GET", "HEAD", "POST"] if passing else ["GET", "HEAD"]

        def declare(view: View) -> View:
            binding, limits = Binding.of(view, path), _several(limit)
            bound = Bound(
                "GET", view, binding, page=page, limits=limits, posts_to=posts_to, allows=allows, kept=kept
            )
            self._pages.append(bound)
            self._open(path, methods, bound)
            return view

        return declare

    def post(
        self,
        path: str,
        page: str | None = None,
        then: Callable[[Any], str] | None = None,
        status: int = 201,
        limit: Limits = (),
    ) -> Callable[[View], View]:
        return self._changing("POST", path, page=page, then=then, status=status, limits=_several(limit))

    def put(self, path: str, limit: Limits = ()) -> Callable[[View], View]:
        return self._changing("PUT", path, limits=_several(limit))

    def delete(self, path: str, limit: Limits = ()) -> Callable[[View], View]:
        return self._changing("DELETE", path, limits=_several(limit))

    def webhook(self, path: str) -> Callable[[View], View]:
        """A view for the carrier, which answers with bytes in the carrier's own language."""

        def declare(view: View) -> View:
            self._open(path, ["POST"], Webhook(view, Binding.of(view, path)))
            return view

        return declare

    def message(self, path: str) -> Callable[[View], View]:
        """A view for another machine, which proves by itself who sent it; answers 204, or JSON."""

        def declare(view: View) -> View:
            self._open(path, ["POST"], Message(view, Binding.of(view, path)))
            return view

        return declare

    def exchange(self, path: str) -> Callable[[View], View]:
        """A view for other matters' programs, which speaks X-Road's protocol."""

        def declare(view: View) -> View:
            self._open(path, ["POST"], Exchange(view, Binding.of(view, path)))
            return view

        return declare

    def register(self, app: Chalice, options: dict[str, Any]) -> None:
        """All our answers are bytes, so API Gateway has to treat every type as binary.

        The views are declared here and not deferred, as a deferred one can be registered only once:
        Chalice empties its options.
        """
        app.api.binary_types = ["*/*"]
        super().register(app, options)
        for path, methods, view in self._views:
            app.route(f"{options.get('url_prefix') or ''}{path}", methods=methods, content_types=["*/*"])(
                view
            )

    def _changing(self, method: str, path: str, **how: Any) -> Callable[[View], View]:
        def declare(view: View) -> View:
            bound = Bound(method, view, Binding.of(view, path), pages=self._pages, **how)
            self._open(path, [method], bound)
            return view

        return declare

    def _open(self, path: str, methods: list[str], bound: Bound | Webhook | Message | Exchange) -> None:
        if isinstance(bound, Bound):
            self.opened.append((path, bound))

        def handle(**args: str) -> Response:
            request = self.current_request
            correlation.begin(_correlation(request))
            inbound = Inbound(request, args, self.world, self.about)
            try:
                answer = bake(bound.answer(inbound), inbound.jar, inbound.is_secure)
                return _respond(request, answer, OVER_HTTPS if inbound.is_secure else PLAIN)
            except Exception as error:
                return _respond(request, _refuse(inbound, error), PLAIN)

        handle.__name__ = getattr(bound.view, "__name__", "view")
        self._views.append((path, methods, handle))

    def _health(self) -> Response:
        correlation.begin(_correlation(self.current_request))
        body = f'{{"status":"ok","matter":"{self.about.slug}"}}'.encode()
        return _respond(self.current_request, Answer(200, JSON, body), PLAIN)

    def _asset(self, name: str) -> Response:
        correlation.begin(_correlation(self.current_request))
        return _respond(self.current_request, assets.serve(name), PLAIN)

    def _elder(self, inbound: Inbound) -> Redirect:
        """Switch 长辈版 on or off, and return to the page one came from."""
        wanted = inbound.query.get("on", ["1"])[-1]
        inbound.jar.append(Cookie(ELDER, "1" if wanted == "1" else "0", YEAR))
        return Redirect(local_path(inbound.query.get("next", [""])[-1], inbound.matter.base or "/"))


def _several(limit: Limits) -> tuple[Limit, ...]:
    return (limit,) if isinstance(limit, Limit) else tuple(limit)


def _respond(request: Request, answer: Answer, basis: dict[str, str | list[str]]) -> Response:
    headers = {
        **basis,
        "Content-Type": answer.media_type,
        "X-Correlation-Id": correlation.current(),
        **answer.headers,
    }
    if "accept" not in request.headers:
        # Chalice answers 400, after the view has run, to a request that names no type at all.
        request.headers = CaseInsensitiveMapping({**request.headers, "accept": "*/*"})
    return Response(b"" if request.method == "HEAD" else answer.body, headers, answer.status)


def _refuse(inbound: Inbound, error: Exception) -> Answer:
    refused = problem(error)
    try:
        return _page_of(inbound, error, refused) if inbound.wants_html else refused.answer()
    except Exception as another:
        logger.error("no page for a refusal", exc_info=discreet(another))
        return refused.answer()


def _page_of(inbound: Inbound, error: Exception, refused: Problem) -> Answer:
    page = quote(inbound.came_from, safe="/")
    if isinstance(error, Expired):
        there = quote(inbound.address_line, safe="/")
        return see_other(f"/identity/refresh?next={there}&page={page}", again=True)
    if refused.status == 401:
        return see_other(f"/identity/sign-in?next={page}")
    return render.error_page(inbound, refused)


def _correlation(request: Request) -> str | None:
    """The client's own id where it is one (and no phone number), else API Gateway's."""
    given = request.headers.get("x-correlation-id", "")
    if 16 <= len(given) <= 64 and given.replace("-", "").isalnum() and text(given) == given:
        return str(given)
    return str(request.context.get("requestId") or "") or None
