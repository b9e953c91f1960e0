"""What the catalogue hears: its own publications, each of which is due a release."""

from typing import Any

from chalicelib.world import World

from .use_cases.releasing import release


def make_release(world: World, told: dict[str, Any]) -> None:
    release(world, [told["case_id"]])


REACTIONS = {"catalogue.published": make_release}
