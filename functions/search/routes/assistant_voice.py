"""Speaking instead of typing: a page with one button (or a file, without a script), where S3 sends the browser back, and the small script."""

from pathlib import Path
from urllib.parse import urlsplit

from chalicelib.errors import NotFound
from chalicelib.headers import widened
from chalicelib.http import Cookies, File, Jar, Redirect
from chalicelib.world import World

from ..model.asking import ArrivedQuery, Say
from ..use_cases import listening
from ..use_cases.listening import Offer
from .assistant import HOME, secret_of
from .doors import routes

SCRIPT = Path(__file__).parents[1] / "pages" / "assistant_voice.js"


def _allowed(it: Offer) -> dict[str, str]:
    """The microphone, and the one place where recordings go."""
    parts = urlsplit(it.url)
    return widened({"form-action": f"{parts.scheme}://{parts.netloc}"}, microphone=True) if it.url else {}


@routes.get("/assistant/voice", page="assistant_voice.html", allows=_allowed)
def offer(world: World, query: Say) -> Offer:
    return listening.offer(world, query.turn)


@routes.get("/assistant/voice/{name}/arrived")
def arrived(world: World, cookies: Cookies, jar: Jar, name: str, query: ArrivedQuery) -> Redirect:
    """Where S3 sends the browser back to."""
    listening.arrive(world, secret_of(cookies, jar), name, query.turn)
    return Redirect(f"{HOME}?recording={name}#now")


@routes.get("/assistant/script/{name}", kept=3600)
def script(name: str) -> File:
    if name != SCRIPT.name:
        raise NotFound("没有这个文件，请刷新页面。")
    return File(SCRIPT.read_bytes(), "text/javascript; charset=utf-8")
