"""Does a text give something away? Numbers and words count where they stand by themselves, not inside an id or a token.

An id of 32 hexadecimal digits holds any five given digits once in forty thousand times: whoever looks for them with
``in`` has a test that fails now and then for no reason.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

# An escape of JSON, of a URL or of Python's repr is no part of the word that follows it.
BEGINS = r"(?:(?<![0-9A-Za-z])|(?<=\\[nrt])|(?<=%[0-9A-Fa-f]{2})|(?<=\\x[0-9a-f]{2})|(?<=\\u[0-9a-fA-F]{4}))"
ENDS = r"(?![0-9A-Za-z])"
APART = r"[ \xa0-]?"
AS_PRINTED = r"[\s().\xa0-]{0,3}"
MOBILE = re.compile(rf"{BEGINS}(?:(?:\+|00)?86{APART})?(1{APART}[3-9](?:{APART}\d){{9}}){ENDS}", re.ASCII)
TELLING_DIGITS = 8


def telephones(text: str) -> set[str]:
    """Every mobile number of the mainland, as eleven digits, however it is grouped."""
    plain = unicodedata.normalize("NFKC", text)
    return {re.sub(r"\D", "", found) for found in MOBILE.findall(plain)}


def names(text: str | bytes, phones: Iterable[str]) -> list[str]:
    """Which of these phones can be read in the text: all of the number, or what tells it from all others."""
    readable = text.decode(errors="replace") if isinstance(text, bytes) else text
    return [phone for phone in phones if _spellings(phone).search(readable)]


def stands(text: str, word: str) -> bool:
    """Whether the word stands in the text, and not only as a piece of a longer one."""
    return re.search(f"{BEGINS}{re.escape(word)}{ENDS}", text) is not None


@cache
def _spellings(phone: str) -> re.Pattern[str]:
    digits = re.sub(r"\D", "", phone)
    prefix = "".join(f"(?:{digit}{AS_PRINTED})?" for digit in digits[:-TELLING_DIGITS])
    return re.compile(BEGINS + prefix + AS_PRINTED.join(digits[-TELLING_DIGITS:]) + ENDS)
