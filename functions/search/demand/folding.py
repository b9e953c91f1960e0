"""One key for all spellings of a wish: masked, folded as the engine folds, without greetings and "how do I"."""

import re

from ..engine.fillers import strip
from ..engine.folding import fold
from .masking import looks_like_a_name, masked

YEAR = re.compile(r"(?:19|20)\d\d\s*年?度?")
LONGEST = 24  # characters: what is longer is a story, and its beginning is enough


def core(text: str, answered: bool) -> str:
    """What is counted; "" where nothing is left to count.

    What nobody answered and may be a name is counted nowhere: the catalogue knows its own words, and answers them.
    """
    runs = strip(fold(YEAR.sub(" ", masked(text)))).split()
    words = [run for run in runs if not run.isdecimal()] or runs
    kept = " ".join(words)[:LONGEST].strip()
    if len(kept.replace(" ", "")) < 2 or (not answered and looks_like_a_name(kept)):
        return ""
    return kept
