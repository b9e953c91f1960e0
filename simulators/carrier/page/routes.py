"""Serves the page, its style and its script; nothing comes from elsewhere."""

from pathlib import Path

from aiohttp import web

HERE = Path(__file__).parent
POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"
FILES = {"page.css": "text/css", "page.js": "text/javascript"}


def add_routes(app: web.Application) -> None:
    app.router.add_get("/", _page)
    app.router.add_get("/handsets/{number}", _page)
    app.router.add_get("/page/{name}", _file)


async def _page(_: web.Request) -> web.Response:
    return _answer("page.html", "text/html")


async def _file(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    if name not in FILES:
        raise web.HTTPNotFound
    return _answer(name, FILES[name])


def _answer(name: str, media_type: str) -> web.Response:
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"}
    body = (HERE / name).read_text(encoding="utf-8")
    return web.Response(text=body, content_type=media_type, charset="utf-8", headers=headers)
