"""What was asked in conversations, told to the demand side: once for each question that was searched."""

from chalicelib.telemetry import count
from chalicelib.world import World


def note(world: World, text: str, answered: bool) -> None:  # noqa: ARG001 - until the demand side counts it
    """``text`` is masked."""
    count("assistant_answered" if answered else "assistant_missed")
