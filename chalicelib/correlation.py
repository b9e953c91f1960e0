"""One id that follows a person's request through HTTP, facts and state machines."""

from contextvars import ContextVar
from uuid import uuid4

_current: ContextVar[str] = ContextVar("correlation_id", default="")


def begin(given: str | None = None) -> str:
    """Start under the id we were given, or under a new one; returns it."""
    chosen = given or uuid4().hex
    _current.set(chosen)
    return chosen


def current() -> str:
    """The id under way; begins one where nobody has."""
    return _current.get() or begin()
