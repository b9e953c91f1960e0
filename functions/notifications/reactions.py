"""The door for facts: everything that has a template is told."""

from functools import partial
from typing import Any

from chalicelib.world import World

from .templates import templates
from .use_cases.telling import Told, tell


def _tell(about: str, world: World, data: dict[str, Any]) -> None:
    tell(world, about, Told.model_validate(data))


REACTIONS = {about: partial(_tell, about) for about in templates()}
