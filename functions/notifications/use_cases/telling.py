"""A fact arrives: decide whether and when to tell its owner, write that down, and only then send."""

from datetime import timedelta
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field

from chalicelib.world import World

from .. import rules
from ..model import Message, Preferences
from ..templates import templates
from .delivering import deliver


class Told(BaseModel):
    """What we need of anybody's fact. ``matter`` stands in an address, so it has to be a slug."""

    case_id: str
    owner_id: str
    at: AwareDatetime
    matter: Annotated[str, Field(pattern=r"^([a-z][a-z0-9-]{0,60})?$")] = ""
    status: str = ""


def tell(world: World, about: str, told: Told) -> None:
    """One message per fact: it is written in the transaction that notes the fact as dealt with."""
    template = templates()[about]
    if told.status in template.not_for:
        return
    wishes = world.store.find(Preferences, told.owner_id) or Preferences(id=told.owner_id)
    now, useful_until = world.now(), told.at + timedelta(minutes=template.useful_minutes)
    due = rules.due(wishes, template.category, now)
    if due is None or due >= useful_until:
        return
    at_once = due <= now
    message = Message(
        id=world.new_id(),
        about=about,
        case_id=told.case_id,
        citizen_id=told.owner_id,
        matter=told.matter,
        status="sending" if at_once else "waiting",
        created=now,
        useful_until=useful_until,
        due=now + rules.DOUBT if at_once else due,
        attempts=int(at_once),
    )
    world.store.commit(message)
    if at_once:
        deliver(world, message)
