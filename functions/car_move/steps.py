"""What the state machine asks of car moving; every step may be repeated."""

from typing import Any

from chalicelib.matters import Step
from chalicelib.world import World
from functions.car_move.use_cases import outcomes


def await_outcome(world: World, task: dict[str, Any]) -> None:
    outcomes.await_outcome(world, task["case_id"], task["token"])


def tell(world: World, task: dict[str, Any]) -> None:
    outcomes.tell(world, task["case_id"])


def close(world: World, task: dict[str, Any]) -> None:
    outcomes.close(world, task["case_id"])


STEPS: dict[str, Step] = {
    "await_outcome": await_outcome,
    "tell": tell,
    "close": close,
}
