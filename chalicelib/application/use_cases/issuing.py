"""Issue the result: a certificate that anybody can verify by its code, and whose PDF is drawn when it is asked for."""

import json
from datetime import datetime, timedelta
from typing import Any

from chalicelib.application.edition import Edition
from chalicelib.application.events import Issued
from chalicelib.application.model.case import Case
from chalicelib.application.model.certificate import Certificate, Verified
from chalicelib.definition.task import Result
from chalicelib.errors import Conflict, NotFound
from chalicelib.filters import BEIJING, masked_name
from chalicelib.world import World


def issue(world: World, matter: str, case: Case, edition: Edition, facts: dict[str, Any]) -> Case:
    """The case with its certificate's code; a second time changes nothing. ``facts`` fill the declared lines."""
    if case.certificate or case.status != "approved" or case.decision is None:
        return case
    certificate = _drawn_up(world, case, edition, facts)
    issued = case.model_copy(update={"certificate": certificate.id})
    fact = Issued(case_id=case.id, at=certificate.issued, matter=matter, owner_id=case.citizen_id)
    world.store.commit(issued, certificate, fact)
    return issued


def _drawn_up(world: World, case: Case, edition: Edition, facts: dict[str, Any]) -> Certificate:
    result, now = edition.definition.task.result, world.now()
    fields = {field.name: field for field in edition.definition.fields}
    lines = [
        (fields[name].label, edition.readable(name, facts[name])) for name in result.shows if name in facts
    ]
    return Certificate(
        id=world.new_id(),
        case_id=case.id,
        number=case.number,
        title=result.name,
        department=edition.definition.department,
        text=result.text,
        name=world.directory.person_of(case.citizen_id).name,
        lines=json.dumps(lines, ensure_ascii=False),
        issued=now,
        until=valid_until(result, now),
    )


def valid_until(result: Result, issued: datetime) -> datetime | None:
    """The same hour so many days or years on; 29 February ends with February."""
    if result.valid_days:
        return issued + timedelta(days=result.valid_days)
    if not result.valid_years:
        return None
    there = issued.astimezone(BEIJING)
    leap_day = (there.month, there.day) == (2, 29)
    return there.replace(year=there.year + result.valid_years, day=28 if leap_day else there.day)


def verify(world: World, code: str) -> Verified:
    """What a stranger with the code may know. One read."""
    certificate = world.store.find(Certificate, code)
    if certificate is None:
        return Verified(standing="unknown")
    now = world.now()
    expired = certificate.until is not None and certificate.until <= now
    return Verified(
        standing="revoked" if certificate.revoked else "expired" if expired else "valid",
        title=certificate.title,
        number=certificate.number,
        department=certificate.department,
        holder=masked_name(certificate.name),
        issued=certificate.issued,
        until=certificate.until,
    )


def certificate_of(world: World, case: Case) -> Certificate:
    if not case.certificate:
        raise NotFound("还没有证明可以下载。")
    return world.store.get(Certificate, case.certificate)


def revoke(world: World, code: str, reason: str) -> Certificate:
    """From now on it verifies as revoked; again changes nothing."""
    certificate = world.store.get(Certificate, code)
    if certificate.revoked:
        return certificate
    if not reason.strip():
        raise Conflict("请写明撤销的理由。")
    revoked = certificate.model_copy(update={"revoked": world.now(), "reason": reason})
    world.store.commit(revoked)
    return revoked
