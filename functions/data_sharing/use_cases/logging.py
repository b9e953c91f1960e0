"""The log of who looked at what: one chain per person, appended to by many at once."""

from collections.abc import Callable, Sequence
from random import random
from time import sleep
from typing import NamedTuple

from pydantic import AwareDatetime

from chalicelib.errors import Busy, Conflict
from chalicelib.events import Event
from chalicelib.world import World

from ..model import Entry, Ground, Head, chain_of
from ..rules import chain

TRIES = 12
PAUSE = 0.02  # seconds, times the attempt and chance: whoever collided shall not collide again


class Look(NamedTuple):
    """What somebody looked at, whoever it is about."""

    at: AwareDatetime
    matter: str
    case_id: str
    by: str
    purpose: str
    service: str = ""
    fields: tuple[str, ...] = ()


class About(NamedTuple):
    subject: str
    ground: Ground
    basis: str


def subject_of(world: World, id_number: str) -> str:
    return world.vault.blind(f"person#{id_number}")


def note(
    world: World, look: Look, about: Sequence[About], tell: Callable[[list[Entry]], Event | None]
) -> list[Entry]:
    """Append to everybody's chain in one transaction, with the fact about it; raises Busy after many collisions."""
    people = list({person.subject: person for person in about}.values())
    for attempt in range(TRIES):
        heads = [_head(world, person.subject) for person in people]
        entries = [_next(look, head, person) for head, person in zip(heads, people, strict=True)]
        ends = [_end(head, entry) for head, entry in zip(heads, entries, strict=True)]
        told = tell(entries)
        try:
            world.store.commit(*entries, *ends, *([told] if told else []))
        except Conflict:
            sleep(PAUSE * (attempt + 1) * random())  # noqa: S311 (no secret)
            continue
        return entries
    raise Busy("现在有点忙，请再试一次。", 1)


def _head(world: World, subject: str) -> Head:
    name = chain_of(subject)
    return world.store.find(Head, name) or Head(id=name, subject=subject)


def _next(look: Look, head: Head, about: About) -> Entry:
    entry = Entry(
        id=head.id,
        number=head.length + 1,
        previous=head.hash or chain.BEGINNING,
        hash="",
        at=look.at,
        matter=look.matter,
        case_id=look.case_id,
        by=look.by,
        service=look.service,
        fields=list(look.fields),
        purpose=look.purpose,
        ground=about.ground,
        basis=about.basis,
    )
    return chain.linked(entry)


def _end(head: Head, entry: Entry) -> Head:
    return head.model_copy(update={"length": entry.number, "hash": entry.hash})
