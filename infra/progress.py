"""Lines an operator reads while a deployment runs: what was done, for which stage, in how many seconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic


def say(stage: str, what: str) -> None:
    print(f"{stage:<24} {what}\n", end="", flush=True)  # in one write: threads share the terminal


@contextmanager
def step(stage: str, what: str) -> Iterator[None]:
    """One line when it is done; deployments run side by side, so a line is never left half written."""
    began = monotonic()
    yield
    say(stage, f"{monotonic() - began:6.1f} s  {what}")
