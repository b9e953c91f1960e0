"""What the state machine asks of car moving; every step may be repeated."""

from datetime import datetime
from typing import Any

from chalicelib.matters import Step
from chalicelib.world import World
from functions.car_move.use_cases import escalation, outcomes


def await_outcome(world: World, task: dict[str, Any]) -> None:
    outcomes.await_outcome(world, task["case_id"], task["token"])


def pass_on(world: World, task: dict[str, Any]) -> dict[str, Any]:
    return _until(escalation.pass_on(world, task["case_id"]))


def tell(world: World, task: dict[str, Any]) -> dict[str, Any]:
    waits, until = escalation.tell(world, task["case_id"])
    return {"waits": waits, **_until(until)}


def urge(world: World, task: dict[str, Any]) -> dict[str, Any]:
    waits, until = escalation.urge(world, task["case_id"])
    return {"waits": waits, **_until(until)}


def advise(world: World, task: dict[str, Any]) -> None:
    escalation.advise(world, task["case_id"])


def close(world: World, task: dict[str, Any]) -> None:
    outcomes.close(world, task["case_id"])


def _until(time: datetime) -> dict[str, Any]:
    return {"until": time.strftime("%Y-%m-%dT%H:%M:%SZ")}


STEPS: dict[str, Step] = {
    "await_outcome": await_outcome,
    "pass_on": pass_on,
    "tell": tell,
    "urge": urge,
    "advise": advise,
    "close": close,
}
