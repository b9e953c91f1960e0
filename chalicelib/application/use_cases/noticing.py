"""公示: show the public what the definition declares, and decide once the days are over and nobody's objection is open."""

import json
from datetime import datetime
from typing import Any

from chalicelib.application import assessing, reasons, transitions
from chalicelib.application.edition import Edition, pinned
from chalicelib.application.events import Noticed
from chalicelib.application.model.case import Case
from chalicelib.application.model.notice import NOTICES, Objection, PublicNotice
from chalicelib.application.telling import about, decided_so
from chalicelib.application.use_cases import gathering
from chalicelib.application.use_cases.changing import change
from chalicelib.clocks import Clock, deadline
from chalicelib.clocks.counting import BEIJING
from chalicelib.filters import masked_id, masked_name
from chalicelib.store import Change
from chalicelib.store.paging import Page
from chalicelib.world import World


def publish(world: World, matter: str, case: Case) -> Case:
    """Once; the promised time stands still meanwhile, unless the definition counts these days."""
    edition = pinned(world, matter, case.edition)
    notice = edition.definition.notice
    if notice is None or case.notice_until:
        return case
    now = world.now()
    until = deadline(Clock(started=now, limit=notice.days)) or now
    shown = _shown(world, edition, case, now, until)

    def published(case: Case) -> tuple[Case, list[Change]]:
        if case.status != "noticed" or case.notice_until:
            return case, []
        stopped = case if notice.counts else transitions.paused(case, "notice", now)
        after = stopped.model_copy(update={"notice_until": until})
        return after, [shown, Noticed(**about(matter, case, now), until=until)]

    return change(world, case.id, published)


def _shown(world: World, edition: Edition, case: Case, since: datetime, until: datetime) -> PublicNotice:
    """The applicant's masked name and the declared fields, with every ID number masked; nothing else."""
    left = world.store.find(PublicNotice, case.id)
    answers = gathering.answers_of(gathering.evidence_of(world, case.id))
    on = case.submitted.astimezone(BEIJING).date()
    known = assessing.facts(edition, json.loads(case.form), answers, on)
    names = edition.definition.notice.shows if edition.definition.notice else []
    lines = [
        (edition.field(name).label, _masked(edition, name, known[name])) for name in names if name in known
    ]
    return PublicNotice(
        id=case.id,
        version=left.version if left else None,
        number=case.number,
        area=case.area,
        name=masked_name(world.directory.person_of(case.citizen_id).name),
        lines=json.dumps(lines, ensure_ascii=False),
        since=since,
        until=until,
    )


def _masked(edition: Edition, name: str, value: Any) -> str:
    readable = edition.readable(name, value)
    return masked_id(readable) if edition.field(name).type == "id_number" else readable


def pass_by(world: World, matter: str, case: Case) -> Case:
    """Approved, once the notice is over; an open objection holds it up."""
    if case.notice_until is None or world.now() < case.notice_until or open_objections(world, case.id):
        return case

    def passed(case: Case) -> tuple[Case, list[Change]]:
        if case.status != "noticed":
            return case, []
        after = transitions.passed(case, reasons.approval(case.findings, world.now(), ""))
        return after, decided_so(matter, after, world.now())

    return change(world, case.id, passed)


def open_objections(world: World, case_id: str) -> list[Objection]:
    """One query."""
    return [it for it in world.store.parts(Objection, case_id) if it.standing == "open"]


def listed(world: World, cursor: str | None) -> Page[PublicNotice]:
    """What is on show now, the latest first."""
    return world.store.page(PublicNotice, NOTICES, limit=20, cursor=cursor)
