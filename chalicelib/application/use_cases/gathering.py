"""Gather evidence: ask registries, with consent, for what rules and form use; keep their signed answers with the case."""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from chalicelib.application.edition import Edition
from chalicelib.application.form import needed_registries
from chalicelib.application.model.case import Case
from chalicelib.application.model.draft import Draft
from chalicelib.application.model.evidence import ConsentTold, Evidence
from chalicelib.definition import module_of
from chalicelib.errors import Conflict, NotFound
from chalicelib.ports.registry import Unavailable
from chalicelib.telemetry import logger
from chalicelib.world import World

HOUSEHOLD, MEMBERS, OWN = "police/household", "members", "own/"
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
KNOWN = {"answered", "by_hand"}
MOST_SILENT = 2  # each may take five seconds, and somebody waits before a page
PUT_OFF = {"status": "unavailable", "because": "put_off"}
Answers = dict[str, dict[str, Any]]
Register = Callable[[World, Case | None, list[str]], dict[str, Any]]


@dataclass(frozen=True)
class Dossier:
    """Whose evidence is gathered, for which draft or ``case``, ``by`` whom, and since when they consent to it."""

    id: str
    citizen_id: str
    by: str
    consented: datetime | None
    answers: Mapping[str, Any] = field(default_factory=dict)
    case: Case | None = None


@dataclass(frozen=True)
class Question:
    service: str
    fields: list[str]
    of_household: bool


def of_case(case: Case, by: str = "") -> Dossier:
    """``by`` "" = the applicant, whose consent it is."""
    return Dossier(
        case.id, case.citizen_id, by or case.citizen_id, case.consented, json.loads(case.form), case
    )


def of_draft(draft: Draft, by: str) -> Dossier:
    return Dossier(draft.id, draft.citizen_id, by, draft.consented, json.loads(draft.answers))


def gather(world: World, edition: Edition, dossier: Dossier, anew: frozenset[str] | None = None) -> Answers:
    """Service → what it answered. Whoever does not answer is absent, and is kept as unavailable.

    Fresh answers serve again. ``anew``: ask these services and no others, as nobody else is in doubt.
    After two that keep silent no further one is asked: they wait for the sweep, so that no page takes longer than they.
    This matter's own registers (``own/…``) answer about cases, not about drafts.
    """
    known = {it.service: it for it in evidence_of(world, dossier.id)}
    needed, asked = needed_registries(edition, dossier.answers), list[Evidence]()
    for service in sorted(needed, key=lambda it: (_is_of_household(edition, it), it)):
        wanted = (
            service in anew if anew is not None else not _serves(world, known.get(service), needed[service])
        )
        if wanted and (dossier.case or not service.startswith(OWN)):
            question = Question(service, needed[service], _is_of_household(edition, service))
            silent = sum(it.because == "down" for it in asked)
            put_off = silent >= MOST_SILENT and not service.startswith(OWN)
            known[service] = _renewed(world, edition, dossier, question, known, put_off)
            asked.append(known[service])
    return answers_of(it for service, it in known.items() if service in needed)


def evidence_of(world: World, dossier_id: str) -> list[Evidence]:
    """What registries said, and which have not answered. One query."""
    return world.store.parts(Evidence, dossier_id)


def answers_of(evidence: Iterable[Evidence]) -> Answers:
    return {it.service: json.loads(it.answer) for it in evidence if it.status in KNOWN}


def unavailable(evidence: Iterable[Evidence]) -> list[Evidence]:
    return [it for it in evidence if it.status == "unavailable"]


def refused(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Those that may not be asked any more: the citizen has revoked the consent."""
    return [it for it in unavailable(evidence) if it.because == "no_consent"]


def retry_at(evidence: Evidence) -> datetime:
    """A minute after the first attempt, then twice as long each time, an hour at most."""
    return evidence.asked + min(FIRST_PAUSE * (1 << min(evidence.attempts - 1, 10)), LONGEST_PAUSE)


def _serves(world: World, known: Evidence | None, fields: list[str]) -> bool:
    """An answer is used again while it is fresh; what an officer verified stays verified."""
    if known is None or not set(fields) <= set(known.fields):
        return False
    fresh = known.fresh_until is not None and world.now() < known.fresh_until
    return known.status == "by_hand" or (known.status == "answered" and fresh)


def _is_of_household(edition: Edition, service: str) -> bool:
    return any(it.registry == service and it.of == "household" for it in edition.definition.fields)


def _renewed(
    world: World,
    edition: Edition,
    dossier: Dossier,
    question: Question,
    known: dict[str, Evidence],
    put_off: bool,
) -> Evidence:
    """Asked, and kept; of two who ask at once the first to write prevails."""
    service, fields, before = question.service, question.fields, known.get(question.service)
    outcome = PUT_OFF if put_off else _answer(world, edition, dossier, question, known.get(HOUSEHOLD))
    kept = Evidence(
        id=dossier.id,
        version=before.version if before else None,
        service=service,
        fields=fields,
        attempts=before.attempts + (not put_off) if before and before.status == "unavailable" else 1,
        **{"asked": world.now()} | outcome,
    )
    try:
        world.store.commit(kept)
    except Conflict:
        return world.store.get(Evidence, dossier.id, service)
    return kept


def _answer(
    world: World, edition: Edition, dossier: Dossier, question: Question, household: Evidence | None
) -> dict[str, Any]:
    """What becomes of the evidence: an answer, or that there is none yet."""
    try:
        people = _people(world, dossier, question, household)
        if question.service.startswith(OWN):
            return _own(world, edition, dossier, question, people)
        return _registry(world, edition, dossier, question, people)
    except (Unavailable, NotFound) as trouble:
        why = getattr(trouble, "because", "nobody")
        logger.warning("a registry has not answered", extra={"service_asked": question.service, "why": why})
        return {"status": "unavailable", "because": why}


def _people(world: World, dossier: Dossier, question: Question, household: Evidence | None) -> list[str]:
    """ID numbers: the applicant's, or those of everybody in their household, as the police name it."""
    if not question.of_household:
        return [world.directory.person_of(dossier.citizen_id).id_number]
    if household is None or household.status not in KNOWN:
        raise Unavailable(question.service, "no_household")
    return [member["id_number"] for member in json.loads(household.answer).get(MEMBERS, [])]


def _own(
    world: World, edition: Edition, dossier: Dossier, question: Question, people: list[str]
) -> dict[str, Any]:
    registers: dict[str, Register] = getattr(module_of(edition.matter, "registers"), "REGISTERS", {})
    said = registers[question.service](world, dossier.case, people)
    return {"status": "answered", "answer": json.dumps(said, ensure_ascii=False)}


def _consent(world: World, dossier: Dossier, purpose: str, services: list[str]) -> None:
    """Told once for each time that the citizen consented: to repeat it would undo a revocation. Raises Unavailable."""
    told = world.store.find(ConsentTold, dossier.id)
    if dossier.consented is None:
        raise Unavailable(purpose, "no_consent")
    if told and dossier.consented <= told.at:
        return
    asked = [service for service in services if not service.startswith(OWN)]
    world.registry.consent(dossier.citizen_id, dossier.id, purpose, asked)
    with suppress(Conflict):
        version = told.version if told else None
        world.store.commit(ConsentTold(id=dossier.id, version=version, at=dossier.consented))


def _registry(
    world: World, edition: Edition, dossier: Dossier, question: Question, people: list[str]
) -> dict[str, Any]:
    purpose = f"办理{edition.definition.title}"
    _consent(world, dossier, purpose, sorted(needed_registries(edition, dossier.answers)))
    said = world.registry.ask(question.service, people, question.fields, dossier.id, purpose, dossier.by)
    return {
        "status": said.status,
        "asked": said.answered_at,
        "answer": json.dumps(said.fields, ensure_ascii=False),
        "signed": said.signed,
        "fresh_until": said.fresh_until,
    }
