"""The door for facts."""

from typing import Any

from chalicelib.world import World
from functions.example.model import Heard


def hear(world: World, data: dict[str, Any]) -> None:
    world.store.commit(Heard(id=data["case_id"], by="inbox"))


REACTIONS = {"example.asked": hear}
