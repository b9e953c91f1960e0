"""What people say of themselves, taken out before anything is searched or kept: numbers, keys, addresses of mail, and names where the sentence shows them."""

import re
from functools import cache

from chalicelib.redaction import text as redacted

from .words import words

MARK = re.compile(r"\[[a-z-]+\]|［已隐去］")
HIDDEN = "［已隐去］"
NUMBER = re.compile(r"[0-9０-９](?:[-\s]?[0-9０-９]){5,}[xXｘＸ]?")
CHINESE_NUMBER = re.compile(r"[零〇一二三四五六七八九幺两]{7,}")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")


@cache
def _names() -> re.Pattern[str]:
    family = words().surnames.known
    told = r"我叫|我的名字叫|我名字叫|名字叫|名叫|姓名是|姓名为|姓名[:：]|本人姓名|户主叫|户主是"
    return re.compile(
        rf"(?P<told>{told})\s*(?P<name>[{family}][一-鿿]{{1,2}})|我是(?P<i>[{family}][一-鿿]{{1,2}})(?=[，。,.！!\s]|$)"
    )


def masked(text: str) -> str:
    """The same sentence, with a mark where something personal stood."""
    hidden = MARK.sub(HIDDEN, redacted(text))
    for pattern in (MAIL, NUMBER, CHINESE_NUMBER):
        hidden = pattern.sub(HIDDEN, hidden)
    return _names().sub(lambda it: f"{it['told'] or '我是'}{HIDDEN}", hidden)


def searchable(masked_text: str) -> str:
    """Without the marks."""
    return " ".join(masked_text.replace(HIDDEN, " ").split())
