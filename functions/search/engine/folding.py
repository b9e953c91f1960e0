"""One form for all spellings of a text: width, case, Traditional characters and punctuation folded away."""

import re
import unicodedata
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
RUN = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")
LATIN = re.compile(r"[a-z0-9]+")


@cache
def _simplified() -> dict[int, int]:
    old, new = (DATA / "simplified.txt").read_text("utf-8").split()
    return dict(zip(map(ord, old), map(ord, new), strict=True))


def fold(text: str) -> str:
    """Runs of Chinese, and of Latin letters and digits, with one space between them: 申领ＥＴＣ（貨車） → 申领 etc 货车."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(_simplified())
    return " ".join(RUN.findall(plain))


def compact(folded: str) -> str:
    """Without the spaces, so that punctuation does not tell two texts apart."""
    return folded.replace(" ", "")
