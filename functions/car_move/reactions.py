"""What car moving does when it hears its own facts, and that somebody has another phone."""

from typing import Any

from pydantic import AwareDatetime, BaseModel

from chalicelib.matters import Reaction
from chalicelib.world import World
from functions.car_move.model.request import Request
from functions.car_move.use_cases import codes, consents, escalation, moving, outcomes, sessions, sharing


class PhoneChanged(BaseModel):
    """Identity's fact, as far as it matters here."""

    owner_id: str


class Stopped(BaseModel):
    """Any fact after which a sticker does not work, as far as it matters here; ``edition`` where it never will again."""

    owner_id: str
    vehicle_id: str
    at: AwareDatetime
    edition: int | None = None


def go_on(world: World, data: dict[str, Any]) -> None:
    """Wake the state machine that waits for the outcome."""
    outcomes.resume(world, world.store.get(Request, data["case_id"]))


def cut(world: World, data: dict[str, Any]) -> None:
    """A sticker that no longer works ends what was begun with it."""
    stopped = Stopped.model_validate(data)
    sessions.cut(world, stopped.owner_id, stopped.vehicle_id, stopped.at, stopped.edition)


def follow_phone(world: World, data: dict[str, Any]) -> None:
    """An owner has another phone."""
    moving.follow_phone(world, PhoneChanged.model_validate(data).owner_id)


def send_code(world: World, data: dict[str, Any]) -> None:
    codes.send(world, data["case_id"])


def ask_contact(world: World, data: dict[str, Any]) -> None:
    """Somebody is asked, by a text, whether they want to be rung."""
    consents.ask(world, data["vehicle_id"], data["contact_id"])


def text_contact(world: World, data: dict[str, Any]) -> None:
    escalation.text_contact(world, data["case_id"], data["contact_id"])


def offer_share(world: World, data: dict[str, Any]) -> None:
    sharing.send_code(world, data["invitation_id"])


REACTIONS: dict[str, Reaction] = {
    "car_move.answered": go_on,
    "car_move.missed": go_on,
    "car_move.replied": go_on,
    "car_move.contact_proposed": ask_contact,
    "car_move.share_offered": offer_share,
    "car_move.contact_wanted": text_contact,
    "car_move.code_wanted": send_code,
    "car_move.sticker_revoked": cut,
    "car_move.sticker_suspended": cut,
    "car_move.vehicle_paused": cut,
    "identity.phone_changed": follow_phone,
}
