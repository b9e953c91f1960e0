"""The door for facts: identity listens to itself, so that no request waits for the carrier."""

from typing import Any

from pydantic import BaseModel

from chalicelib.world import World

from .events import Which
from .use_cases import codes, phones


class Requested(BaseModel):
    case_id: str


class Wanted(Requested):
    which: Which


def code_requested(world: World, data: dict[str, Any]) -> None:
    codes.send_code(world, Requested.model_validate(data).case_id)


def phone_code_wanted(world: World, data: dict[str, Any]) -> None:
    wanted = Wanted.model_validate(data)
    phones.send_code(world, wanted.case_id, wanted.which)


def phone_change_decided(world: World, data: dict[str, Any]) -> None:
    """Finishes what the request has left undone."""
    phones.settle(world, Requested.model_validate(data).case_id)


REACTIONS = {
    "identity.code_requested": code_requested,
    "identity.phone_code_wanted": phone_code_wanted,
    "identity.phone_change_decided": phone_change_decided,
}
