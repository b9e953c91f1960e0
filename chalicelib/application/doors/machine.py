"""The doors of an ordinary case's state machine: its two steps, what wakes it, and the sweep that makes up for it."""

from functools import partial
from typing import Any

from chalicelib.application.use_cases import advancing, sweeping, waking
from chalicelib.world import World


def steps(matter: str) -> dict[str, Any]:
    def advance(world: World, task: dict[str, Any]) -> dict[str, Any]:
        """Everything that needs nobody; ``wait`` says whether somebody is awaited after it, ``seen`` what was seen."""
        case = advancing.advance(world, matter, task["case_id"])
        return {"wait": "nothing" if case.is_closed else "somebody", "seen": waking.mark(case)}

    def await_somebody(world: World, task: dict[str, Any]) -> None:
        waking.wait(world, task["case_id"], task["token"], task["seen"])

    return {"advance": advance, "await_somebody": await_somebody}


def reactions(matter: str) -> dict[str, Any]:  # noqa: ARG001
    """Whoever was awaited has acted."""

    def go_on(world: World, data: dict[str, Any]) -> None:
        waking.wake(world, data["case_id"])

    return {"application.moved": go_on}


def sweeps(matter: str) -> list[Any]:
    return [partial(_sweep, matter)]


def _sweep(matter: str, world: World) -> None:
    sweeping.sweep(world, matter)
