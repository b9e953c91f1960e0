"""The one stylesheet and the one script, under names that change with their content."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from chalicelib.answers import Answer
from chalicelib.headers import BRIEFLY, FOREVER

PAGES = Path(__file__).parent / "pages"
APPLICATION = Path(__file__).parent / "application" / "pages"
KINDS = {
    ".css": ("style.css", "text/css; charset=utf-8"),
    ".js": ("script.js", "text/javascript; charset=utf-8"),
}


@dataclass(frozen=True)
class Asset:
    name: str
    media_type: str
    body: bytes


@cache
def asset(suffix: str) -> Asset:
    """The asset of that suffix, named after its content; raises KeyError where there is none."""
    file, media_type = KINDS[suffix]
    body = (PAGES / file).read_bytes()
    return Asset(f"{sha256(body).hexdigest()[:16]}{suffix}", media_type, body)


def serve(name: str) -> Answer:
    """The asset asked for; under a name of another version, what we have now, kept only briefly."""
    suffix = Path(name).suffix
    if suffix not in KINDS:
        return Answer(404, "text/plain; charset=utf-8")
    found = asset(suffix)
    kept = FOREVER if found.name == name else BRIEFLY
    return Answer(200, found.media_type, found.body, {"Cache-Control": kept, "Vary": "Accept-Encoding"})
