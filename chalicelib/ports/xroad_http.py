"""X-Road messages over HTTP: within a time and a size, and never anywhere but where they were sent."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING

from chalicelib.xroad import Message

if TYPE_CHECKING:
    from requests import Response, Session

MOST_BYTES = 256 * 1024
PIECE = 16 * 1024


class NoReply(Exception):
    """Nothing came back in time that could be read."""


@dataclass(frozen=True)
class Patience:
    """In seconds. ``total`` includes ``connect``; it is looked at with every piece that arrives."""

    connect: float
    total: float


@dataclass(frozen=True)
class Reply:
    """What came back; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def send(url: str, message: Message, patience: Patience, more: Mapping[str, str] | None = None) -> Reply:
    """POST the message to ``url``, a base without its path; ``more`` are headers outside of it. Raises NoReply.

    It is not repeated: whoever asked asks again. Redirects are not followed (PR-REST 4.4).
    """
    from requests import RequestException

    until = monotonic() + patience.total
    headers = {
        "Accept": "application/json",
        "Content-Type": "application/json",
        **message.headers,
        **(more or {}),
    }
    try:
        response = _session().post(
            f"{url}{message.path}",
            data=message.body,
            headers=headers,
            timeout=(patience.connect, patience.total),
            allow_redirects=False,
            stream=True,
        )
        with closing(response):
            body = _read(response, until)
    except (RequestException, OSError) as error:
        # What an HTTP library complains about may quote what was sent.
        raise NoReply(type(error).__name__) from None
    return Reply(response.status_code, {name.lower(): it for name, it in response.headers.items()}, body)


def _read(response: "Response", until: float) -> bytes:
    body = b""
    for piece in response.iter_content(PIECE):
        body += piece
        if len(body) > MOST_BYTES or monotonic() > until:
            raise NoReply("too long")
    return body


@cache
def _session() -> "Session":
    """Connections are kept: a handshake for every question would cost more than the question."""
    from requests import Session

    session = Session()
    session.trust_env = False
    return session
