"""The door for facts: identity listens to itself, so that no request waits for the carrier."""

from typing import Any

from pydantic import BaseModel

from chalicelib.world import World

from .use_cases import codes


class Requested(BaseModel):
    case_id: str


def code_requested(world: World, data: dict[str, Any]) -> None:
    codes.send_code(world, Requested.model_validate(data).case_id)


REACTIONS = {"identity.code_requested": code_requested}
