"""What was asked in conversations, told to the demand side: once for each question that was searched."""

from chalicelib.world import World

from . import noting


def note(world: World, text: str, answered: bool) -> None:
    """``text`` is masked."""
    noting.noted(world, text, answered, "assistant")
