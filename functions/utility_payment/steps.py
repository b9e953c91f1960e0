"""What the state machine asks of paying; every step may be repeated."""

from typing import Any

from chalicelib.matters import Step
from chalicelib.world import World

from .use_cases import advancing


def advance(world: World, task: dict[str, Any]) -> dict[str, Any]:
    """Do what is owed now, and say when to come back; ``done`` once the payment is final."""
    payment = advancing.advance(world, task["case_id"])
    until = world.now() + advancing.pause(payment, world.now())
    return {"done": payment.is_final, "until": until.strftime("%Y-%m-%dT%H:%M:%SZ")}


STEPS: dict[str, Step] = {"advance": advance}
