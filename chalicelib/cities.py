"""Which city somebody wants to see services of: chosen once at the portal, kept in a cookie, read by whoever lists matters."""

from collections.abc import Mapping

from chalicelib.definition.areas import CITIES as NAMES
from chalicelib.definition.areas import PROVINCE

__all__ = ["COOKIE", "NAMES", "PROVINCE", "chosen"]

COOKIE = "tongban_city"


def chosen(cookies: Mapping[str, str], asked: str = "") -> str:
    """The city's code, "" for the whole province. What an address asks for comes before the cookie."""
    if asked:
        return asked if asked in NAMES else ""
    kept = cookies.get(COOKIE, "")
    return kept if kept in NAMES else ""
