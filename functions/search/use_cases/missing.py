"""What nobody answered, told to the demand side."""

from chalicelib.telemetry import count
from chalicelib.world import World


def note(world: World, text: str, area: str, nearest: str) -> None:  # noqa: ARG001 - until the demand side keeps them
    """``text`` is masked; ``nearest`` the entry that came closest, as kind:id."""
    count("assistant_missed")
