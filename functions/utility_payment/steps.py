"""What the state machine asks of paying; every step may be repeated."""

from typing import Any

from chalicelib.matters import Step
from chalicelib.world import World

from .use_cases import advancing


def advance(world: World, task: dict[str, Any]) -> dict[str, Any]:
    """Do what is owed now, and say when to come back; ``done`` once the payment is final."""
    payment = advancing.advance(world, task["case_id"])
    wait = advancing.pause(payment, world.now())
    return {"done": payment.is_final, "seconds": max(1, round(wait.total_seconds()))}


STEPS: dict[str, Step] = {"advance": advance}
