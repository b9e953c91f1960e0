"""The door for the state machine."""

from typing import Any

from functions.example.model import Heard

from chalicelib.world import World


def note(world: World, task: dict[str, Any]) -> None:
    world.store.commit(Heard(id=f"{task['case_id']}-step", by="machine"))


STEPS = {"note": note}
