"""Wait for what will come true by itself, and no longer."""

import time
from collections.abc import Callable
from typing import TypeVar

Seen = TypeVar("Seen")
PAUSE = 0.05


def until(look: Callable[[], Seen], is_so: Callable[[Seen], bool] = bool, patience: float = 20.0) -> Seen:
    """What was seen when it was so; raises TimeoutError with what was seen last."""
    deadline = time.monotonic() + patience
    while not is_so(seen := look()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"not so after {patience} s: {seen}")
        time.sleep(PAUSE)
    return seen
