"""A registry's answer: what is still fresh serves again, and says when it was given; all else is asked anew."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from chalicelib.errors import Conflict
from chalicelib.ports.registry import Unavailable
from chalicelib.world import World
from chalicelib.xroad import Question, Statement
from chalicelib.xroad.refusal import ServiceFailed

from ..catalogue import services
from ..model import KIN_KEPT, Consent, KeptAnswer, Kin
from ..rules import trust
from .logging import subject_of

HOUSEHOLD, MEMBERS = "/police/registry/household", "members"


class Answered(NamedTuple):
    statement: Statement
    signed: str
    fresh_until: datetime


def answer(world: World, question: Question, headers: Mapping[str, str]) -> Answered:
    """Raises ServiceFailed where the registry is down, or said what cannot be believed."""
    name = f"answer#{world.vault.blind(f'{question.service}|{question.body.decode()}')}"
    kept = world.store.find(KeptAnswer, name)
    if kept:
        return Answered(Statement.model_validate_json(kept.statement), kept.signed, kept.fresh_until)
    try:
        statement, signed = world.registries.put(question, headers)
    except Unavailable:
        raise ServiceFailed(f"{question.service} does not answer") from None
    if not trust.is_stated_now(statement.iat, world.now()):
        raise ServiceFailed(f"{question.service} repeats an old answer")
    is_known = statement.status == "answered"
    until = trust.fresh_until(statement.iat, services()[question.service].fresh, is_known)
    if is_known:
        _keep(world, name, statement, signed, until)
    return Answered(statement, signed, until)


def _keep(world: World, name: str, statement: Statement, signed: str, until: datetime) -> None:
    kept = KeptAnswer(id=name, statement=statement.model_dump_json(), signed=signed, fresh_until=until)
    try:
        world.store.commit(kept)
    except Conflict:
        return  # asked twice at the same moment: either answer serves


def note_kin(world: World, consent: Consent, statement: Statement) -> None:
    """Whom the police named may be asked about from now on, for this case."""
    if not statement.iss.endswith(HOUSEHOLD) or MEMBERS not in statement.data:
        return
    subjects = sorted(subject_of(world, member["id_number"]) for member in statement.data[MEMBERS])
    known = world.store.find(Kin, consent.id)
    if known and known.subjects == subjects:
        return
    version = known.version if known else None
    kin = Kin(id=consent.id, version=version, subjects=subjects, until=world.now() + KIN_KEPT)
    try:
        world.store.commit(kin)
    except Conflict:
        return  # the same was noted at the same moment
