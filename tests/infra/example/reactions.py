"""The door for facts."""

from typing import Any

from functions.example.model import Heard

from chalicelib.world import World


def hear(world: World, data: dict[str, Any]) -> None:
    world.store.commit(Heard(id=data["case_id"], by="inbox"))


REACTIONS = {"example.asked": hear}
