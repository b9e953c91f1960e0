"""What the front door itself shows: the open matters until the portal exists, and the apology while one is replaced."""

import hashlib
import tomllib
from base64 import b64encode
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from chalicelib.headers import PLAIN, POLICY

Definition = dict[str, Any]
MATTERS = Path("functions")
CLOSED = "系统正在更新，请稍等几秒再试。"
LATE = "系统忙，没有及时答复，请稍后再试。"

STYLE = """body{font:18px/1.6 system-ui,sans-serif;max-width:36em;margin:2em auto;padding:0 1em;color:#191919}
h1{font-size:1.4em}li{list-style:none;margin:.8em 0}ul{padding:0}small{display:block;color:#595959}
a{display:block;padding:.8em;border:1px solid #ccc;border-radius:8px;color:#0b57a4}"""
PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">
<style>{style}</style></head><body><main>{body}</main></body></html>"""
OUR_STYLE = f"'sha256-{b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
# As the matters' own pages; the one style sheet is in the page, as nothing may stand behind the door yet.
HEADERS = PLAIN | {
    "Content-Security-Policy": POLICY.replace("style-src 'self'", f"style-src {OUR_STYLE}"),
    "Vary": "Accept",
}


def page() -> str | None:
    """The list of open matters, or nothing once a matter (the portal) has taken the root for itself."""
    matters = list(definitions())
    if any("(none)" in matter["base_paths"] for matter in matters):
        return None
    links = "".join(link(matter) for matter in matters if matter.get("everyday_names"))
    return PAGE.format(title="通办", style=STYLE, body=f"<h1>通办：已开通的事项</h1><ul>{links}</ul>")


def notice(message: str) -> str:
    return PAGE.format(title="请稍候", style=STYLE, body=f"<h1>请稍候</h1><p>{escape(message)}</p>")


def link(matter: Definition) -> str:
    """Citizens open matters by their everyday names; a matter without one only serves other matters."""
    address, title, summary = matter["base_paths"][0], escape(matter["title"]), escape(matter["summary"])
    return f'<li><a href="/{address}/">{title}<small>{summary}</small></a></li>'


def definitions() -> Iterator[Definition]:
    for path in sorted(MATTERS.glob("*/matter.toml")):
        matter = tomllib.loads(path.read_text())
        if matter.get("base_paths"):
            yield matter
