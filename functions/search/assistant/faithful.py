"""Whether a rephrasing says nothing that its source does not: otherwise the source stands."""

import re

from .words import plain

NUMBERS = re.compile(r"[0-9０-９]+|[零〇一二三四五六七八九十百千万亿两半]+")
LATIN = re.compile(r"[A-Za-z]+")
HAN = re.compile(r"[一-鿿]+")
QUOTED = re.compile(r"[“《「『](.+?)[”》」』]")
SAYING = (
    "请您 您可以 可以 需要 的话 如果 就是 也就是 这样 然后 先 再 带上 带好 拿着 到 去 办 办理 申请 是 要 会 能 把 给 和 或者 或"
    " 在 里 上 时候 时 由 有 都 了 就 还 也 您 我们 的 地 得 并 后 前 以后 以前 之后 一下 哪些 谁 为 让 用"
)
PLAIN_WORDS = frozenset(SAYING.split())
MOST_LENGTH = 1.2  # of the source


def faithful(source: str, said: str) -> bool:
    """Conservative: every number, Latin word and quotation, and whatever is no plain word, has to be in the source."""
    if not said or len(said) > MOST_LENGTH * len(source) + 10:
        return False
    known = plain(source)
    named = [*NUMBERS.findall(said), *LATIN.findall(said), *QUOTED.findall(said)]
    if any(plain(it) not in known for it in named):
        return False
    return all(_is_known(run, known) for run in HAN.findall(said))


def _is_known(run: str, known: str) -> bool:
    """Whether it is made of pieces of the source, of two signs at least, and of the plainest words."""
    reached = {0}
    for end in range(1, len(run) + 1):
        pieces = (run[start:end] for start in reached)
        if any(piece in PLAIN_WORDS or (len(piece) > 1 and piece in known) for piece in pieces):
            reached.add(end)
    return len(run) in reached
