"""What a browser carries for a session: the token to everybody, the refresh token to identity alone."""

from datetime import datetime

from chalicelib.http import Cookie, Jar
from chalicelib.identity import COOKIE

from .forms import Granted

REFRESH = "tongban_refresh"
HERE = "/identity"


def carry(jar: Jar, granted: Granted, now: datetime) -> None:
    """The token's cookie outlives the token, so that a page can tell a session to renew from none."""
    seconds = int((granted.until - now).total_seconds())
    jar.append(Cookie(COOKIE, granted.token, seconds))
    jar.append(Cookie(REFRESH, granted.refresh, seconds, path=HERE))


def drop(jar: Jar) -> None:
    jar.append(Cookie(COOKIE, "", 0))
    jar.append(Cookie(REFRESH, "", 0, path=HERE))
