"""What the front door itself shows: the apology while what stands behind it is replaced."""

import hashlib
from base64 import b64encode
from html import escape

from chalicelib.headers import PLAIN, POLICY

CLOSED = "系统正在更新，请稍等几秒再试。"
LATE = "系统忙，没有及时答复，请稍后再试。"

STYLE = """body{font:18px/1.6 system-ui,sans-serif;max-width:36em;margin:2em auto;padding:0 1em;color:#191919}
h1{font-size:1.4em}"""
PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">
<style>{style}</style></head><body><main>{body}</main></body></html>"""
OUR_STYLE = f"'sha256-{b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
# As the matters' own pages; the one style sheet is in the page, as nothing may stand behind the door yet.
HEADERS = PLAIN | {
    "Content-Security-Policy": POLICY.replace("style-src 'self'", f"style-src {OUR_STYLE}"),
    "Vary": "Accept",
}


def notice(message: str) -> str:
    return PAGE.format(title="请稍候", style=STYLE, body=f"<h1>请稍候</h1><p>{escape(message)}</p>")
