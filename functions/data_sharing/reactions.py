"""The door for facts."""

from typing import Any

from chalicelib.world import World

from .use_cases import viewing


def case_viewed(world: World, data: dict[str, Any]) -> None:
    viewing.viewed(world, viewing.Viewed.model_validate(data))


REACTIONS = {"application.viewed": case_viewed}
