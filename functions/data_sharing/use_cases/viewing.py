"""An officer looked at somebody's case: that stands in the person's log like any question to a registry."""

from pydantic import AwareDatetime, BaseModel

from chalicelib.definition import definition_of, folder_of
from chalicelib.errors import NotFound
from chalicelib.world import World

from .logging import About, Look, note, subject_of


class Viewed(BaseModel):
    """``application.viewed``, as far as it matters here."""

    case_id: str
    at: AwareDatetime
    matter: str
    owner_id: str
    officer_id: str
    what: str


def viewed(world: World, fact: Viewed) -> None:
    """Somebody without a real name has no data here, and no log."""
    try:
        person = world.directory.person_of(fact.owner_id)
    except NotFound:
        return
    definition = definition_of(folder_of(fact.matter))
    purpose, basis = f"办理{definition.title}", definition.basis[0]
    look = Look(fact.at, fact.matter, fact.case_id, fact.officer_id, purpose, fields=(fact.what,))
    note(world, look, [About(subject_of(world, person.id_number), "office", basis)], lambda _: None)
