"""What public housing does when a certificate is issued: the household joins the waiting list."""

from typing import Any

from chalicelib.matters import Reaction
from chalicelib.world import World

from .use_cases import waiting


def join(world: World, data: dict[str, Any]) -> None:
    waiting.join(world, data["case_id"])


REACTIONS: dict[str, Reaction] = {"application.issued": join}
