"""How much room text takes, and where a line is broken: every Chinese sign is one em wide, every Latin one half."""

from collections.abc import Iterator
from unicodedata import east_asian_width

NEVER_FIRST = set("，。、；：？！）》」』”’%℃")


def width(text: str, size: float) -> float:
    """In the unit of ``size``."""
    return sum(1.0 if east_asian_width(sign) in "WFA" else 0.5 for sign in text) * size


def wrapped(text: str, size: float, room: float) -> Iterator[str]:
    """Lines of ``text`` that fit ``room``; no line begins with a closing mark."""
    line = ""
    for sign in text:
        if line and width(line + sign, size) > room and sign not in NEVER_FIRST:
            yield line
            line = ""
        line += sign
    yield line
