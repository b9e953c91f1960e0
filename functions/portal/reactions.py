"""The door for facts: everything that ``happenings.toml`` knows is followed, and a new catalogue is looked at."""

from functools import partial
from typing import Any

from chalicelib.world import World

from .use_cases.digesting import Released, digest
from .use_cases.hearing import hear
from .words import happenings


def _hear(fact: str, world: World, data: dict[str, Any]) -> None:
    hear(world, fact, data)


def released(world: World, data: dict[str, Any]) -> None:
    digest(world, Released.model_validate(data))


REACTIONS = {fact: partial(_hear, fact) for fact in happenings()} | {"catalogue.released": released}
