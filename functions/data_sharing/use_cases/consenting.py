"""Consent: given for a case, to a matter, for some services and one purpose; seen and revoked by the citizen."""

from pydantic import BaseModel, Field, ValidationError

from chalicelib.errors import Conflict, NotFound
from chalicelib.identity import Caller
from chalicelib.world import World
from chalicelib.xroad import Message
from chalicelib.xroad.refusal import AccessDenied, BadRequest

from ..catalogue import acl
from ..events import ConsentGiven, ConsentRevoked
from ..model import Consent, consent_id
from .logging import subject_of
from .recognising import recognise


class Wanted(BaseModel):
    """What a matter says that the citizen has agreed to."""

    citizen_id: str = Field(min_length=1, max_length=64)
    purpose: str
    services: list[str] = Field(min_length=1, max_length=20)


class Noted(BaseModel):
    noted: bool = True


def note(world: World, message: Message) -> Noted:
    """Note it, unless it holds already. A revoked one is given anew: the matter asked the citizen again."""
    matter = recognise(world, message)
    try:
        wanted = Wanted.model_validate_json(message.body)
    except ValidationError:
        raise BadRequest("citizen_id, purpose and services are needed") from None
    case_id = message.headers.get("x-road-issue", "")
    _check(matter, case_id, wanted)
    known = world.store.find(Consent, consent_id(matter, case_id))
    if known and known.citizen_id != wanted.citizen_id:
        raise AccessDenied("the case is somebody else's")
    subject = _subject(world, wanted.citizen_id)
    is_told = known and known.holds and set(wanted.services) <= set(known.services)
    if not (is_told and known and known.subject == subject):
        _record(world, matter, case_id, wanted, known, subject)
    return Noted()


def _check(matter: str, case_id: str, wanted: Wanted) -> None:
    rights = acl().get(matter)
    if not case_id:
        raise BadRequest("X-Road-Issue is needed")
    if rights is None or wanted.purpose != rights.purpose or not set(wanted.services) <= set(rights.services):
        raise AccessDenied("this matter may not ask that, or not for this purpose")


def _record(
    world: World, matter: str, case_id: str, wanted: Wanted, known: Consent | None, subject: str
) -> None:
    services = sorted({*wanted.services, *(known.services if known and known.holds else ())})
    given = Consent(
        id=consent_id(matter, case_id),
        version=known.version if known else None,
        citizen_id=wanted.citizen_id,
        subject=subject,
        matter=matter,
        case_id=case_id,
        purpose=wanted.purpose,
        services=services,
        given=world.now(),
    )
    told = ConsentGiven(case_id=case_id, at=world.now(), matter=matter, owner_id=wanted.citizen_id)
    try:
        world.store.commit(given, told)
    except Conflict:
        return  # told twice at the same moment: the other one prevails


def _subject(world: World, citizen_id: str) -> str:
    """ "" for somebody who is only about to show who they are."""
    try:
        return subject_of(world, world.directory.person_of(citizen_id).id_number)
    except NotFound:
        return ""


def revoke(world: World, caller: Caller, matter: str, case_id: str) -> Consent:
    """From now on nothing more is asked; raises NotFound for somebody else's. Harmless to repeat.

    Basis: 《个人信息保护法》第十五条.
    """
    consent = world.store.find(Consent, consent_id(matter, case_id))
    if consent is None or consent.citizen_id != caller.id:
        raise NotFound("没有找到这项授权。")
    if not consent.holds:
        return consent
    revoked = consent.model_copy(update={"revoked": world.now()})
    told = ConsentRevoked(case_id=case_id, at=world.now(), matter=matter, owner_id=caller.id)
    world.store.commit(revoked, told)
    return revoked
