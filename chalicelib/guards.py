"""Who may send us something unsafe: our own pages, and programs that bring a bearer token (CSRF)."""

import hmac
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from chalicelib.errors import NotYours

if TYPE_CHECKING:
    from chalicelib.inbound import Inbound

FIELD = "csrf_token"
OURS = {"same-origin", "none"}


def check_site(inbound: "Inbound") -> None:
    """Refuse what another website makes a browser send; programs without a browser say nothing."""
    if inbound.header("authorization"):
        return
    origin = inbound.header("origin")
    if origin and origin != origin_of(inbound.world.public_url):
        raise NotYours("请从通办的页面提交。")
    if inbound.header("sec-fetch-site") not in {"", *OURS}:
        raise NotYours("请从通办的页面提交。")


def check_token(inbound: "Inbound") -> None:
    """Refuse a form that was not rendered for this browser and this session."""
    given = inbound.form.pop(FIELD, [""])[-1]
    if inbound.header("authorization"):
        return
    if not (inbound.has_device and hmac.compare_digest(given.encode(), token(inbound).encode())):
        raise NotYours("页面停留太久了，请返回刷新后重新提交。")


def token(inbound: "Inbound") -> str:
    """What a form must bring back: it ties the form to the browser and to the session."""
    return inbound.world.vault.blind(f"csrf|{inbound.device}|{inbound.session}")


def origin_of(url: str) -> str:
    """Scheme, host and port, as a browser writes them in ``Origin``."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def local_path(wanted: str | None, otherwise: str = "/") -> str:
    """``wanted``, if it leads nowhere but to ourselves: an absolute path, and no trick of one."""
    if not wanted or not wanted.startswith("/") or wanted.startswith("//"):
        return otherwise
    return wanted if wanted.isprintable() and "\\" not in wanted else otherwise
