"""When somebody else was quicker: look again, and try again."""

from collections.abc import Callable
from typing import TypeVar

from chalicelib.errors import Busy, Conflict

R = TypeVar("R")
CROWDED = "现在使用的人比较多，请过一会儿再试。"


def again(attempt: Callable[[], R], times: int = 10) -> R:
    """What ``attempt`` returns; it reads afresh each time, and a Conflict makes it begin anew. Raises Busy in the end."""
    for _ in range(times):
        try:
            return attempt()
        except Conflict:
            continue
    raise Busy(CROWDED, 60)
