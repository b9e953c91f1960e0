"""Tell what is going on, and how long it took."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic


@contextmanager
def step(what: str) -> Iterator[None]:
    """One line per step: what it is when it begins, its seconds when it ends."""
    print(f"  {what} … ", end="", flush=True)
    began = monotonic()
    yield
    print(f"{monotonic() - began:.1f} s", flush=True)
