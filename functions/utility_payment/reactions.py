"""What paying does at once when it hears its own facts: post what was paid, give back what was refused."""

from typing import Any

from chalicelib.matters import Reaction
from chalicelib.world import World

from .use_cases import advancing


def go_on(world: World, data: dict[str, Any]) -> None:
    """The state machine would do the same a little later."""
    advancing.advance(world, data["case_id"])


REACTIONS: dict[str, Reaction] = {
    "utility_payment.paid": go_on,
    "utility_payment.posting_refused": go_on,
}
