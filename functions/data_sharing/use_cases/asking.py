"""Ask a registry for a matter: recognised, allowed, consented to, asked or still known, logged, and passed on as signed."""

from typing import NamedTuple

from pydantic import BaseModel, Field, ValidationError

from chalicelib.errors import Busy
from chalicelib.id_numbers import checked
from chalicelib.world import World
from chalicelib.xroad import Message, Passed, Question, service_of
from chalicelib.xroad.refusal import BadRequest, NoConsent, ServiceFailed

from ..catalogue import Right, acl
from ..events import Asked
from ..model import Consent, Entry, Kin, consent_id
from ..rules import access
from ..rules.access import Asking
from . import answering
from .logging import About, Look, note, subject_of
from .recognising import recognise


class Body(BaseModel):
    id_numbers: list[str] = Field(min_length=1, max_length=12)
    fields: list[str] = Field(min_length=1, max_length=20)
    purpose: str = Field(max_length=80)


class Asker(NamedTuple):
    """Everything about a question that is allowed, but what it is."""

    asking: Asking
    right: Right
    consent: Consent
    by: str


def ask(world: World, message: Message) -> Passed:
    """Raises a Refusal. Nothing is passed on before it stands in the log of everybody it is about."""
    matter = recognise(world, message)
    body, question = _question(message)
    asker = _allowed(world, message, Asking(matter, question.service, body.fields, body.purpose))
    subjects = [subject_of(world, number) for number in question.id_numbers]
    access.about(asker.right, subjects, asker.consent.subject, _kin(world, asker, subjects))
    answer = answering.answer(world, question, _headers(message, asker))
    if answer.statement.status == "answered":
        answering.note_kin(world, asker.consent, answer.statement)
        _log(world, asker, question, subjects)
    return Passed(signed=answer.signed, fresh_until=answer.fresh_until)


def _question(message: Message) -> tuple[Body, Question]:
    try:
        body = Body.model_validate_json(message.body)
        question = Question(service_of(message.path), tuple(body.id_numbers), tuple(body.fields))
        if any(checked(number) != number for number in body.id_numbers):
            raise BadRequest("an ID number that is not written as such")
    except (ValidationError, ValueError):
        raise BadRequest("id_numbers, fields and purpose are needed") from None
    return body, question


def _allowed(world: World, message: Message, asking: Asking) -> Asker:
    right = access.right(acl(), asking)
    known = world.store.find(Consent, consent_id(asking.matter, message.headers.get("x-road-issue", "")))
    consent = access.consented(known, asking)
    by = message.headers.get("x-road-userid", "") or consent.citizen_id
    if right.of != "claimed" and not consent.subject:
        raise NoConsent("the citizen has not shown who they are")
    return Asker(asking, right, consent, by)


def _kin(world: World, asker: Asker, subjects: list[str]) -> list[str]:
    if asker.right.of != "household" or set(subjects) <= {asker.consent.subject}:
        return []
    named = world.store.find(Kin, asker.consent.id)
    return named.subjects if named else []


def _headers(message: Message, asker: Asker) -> dict[str, str]:
    """The matter's own, and whom it represents: the applicant, whoever acts for them."""
    passed = ("x-road-client", "x-road-id", "x-road-userid", "x-road-issue")
    known = {name: message.headers[name] for name in passed if name in message.headers}
    return known | {"x-road-represented-party": f"CITIZEN/{asker.consent.citizen_id}"}


def _log(world: World, asker: Asker, question: Question, subjects: list[str]) -> None:
    asking, case_id = asker.asking, asker.consent.case_id
    look = Look(
        world.now(), asking.matter, case_id, asker.by, asking.purpose, asking.service, question.fields
    )

    def told(entries: list[Entry]) -> Asked:
        hashes = [entry.hash for entry in entries]
        return Asked(case_id=case_id, at=look.at, matter=asking.matter, service=asking.service, hashes=hashes)

    try:
        note(world, look, [_about(asker, subject) for subject in subjects], told)
    except Busy:
        raise ServiceFailed("the log is busy") from None


def _about(asker: Asker, subject: str) -> About:
    rights = acl()[asker.asking.matter]
    if subject == asker.consent.subject or asker.right.of == "claimed":
        return About(subject, "consent", rights.basis)
    return About(subject, "household", rights.household_basis)
