"""The yearly look: registries are asked again; who still qualifies hears only that it goes on, of others the bureau decides.

Basis: 《公共租赁住房管理办法》第二十九条 (a household that no longer qualifies leaves), 第三十条.
"""

import json
from datetime import timedelta

from chalicelib.application.assessing import advice, assess, facts
from chalicelib.application.edition import current
from chalicelib.application.model.case import Case
from chalicelib.application.model.certificate import Certificate
from chalicelib.application.model.finding import Finding
from chalicelib.application.use_cases import gathering, issuing
from chalicelib.errors import Conflict
from chalicelib.filters import BEIJING
from chalicelib.identity import Caller, require_post
from chalicelib.telemetry import discreet, logger
from chalicelib.world import World

from ..events import Ended, Renewed
from ..model import RECHECKS, Doubtful, Place, Recheck, Verdict, doubtful_in
from . import waiting

A_DAY, A_YEAR, AT_ONCE = timedelta(days=1), timedelta(days=365), 20
SLUG, ROLE = "public-housing", "bureau"


def look(world: World) -> None:
    """Households whose year is nearly over; one that fails keeps no other waiting."""
    due = world.store.page(
        Recheck, RECHECKS, limit=AT_ONCE, newest_first=False, until=world.now().isoformat()
    ).items
    for recheck in due:
        try:
            _look_at(world, recheck)
        except Conflict:
            continue  # somebody else looks at it at this moment
        except Exception as failure:
            logger.error("a household could not be looked at", exc_info=discreet(failure))


def _look_at(world: World, recheck: Recheck) -> None:
    """By today's thresholds and today's answers; while a registry is silent, tomorrow again."""
    case = world.store.get(Case, recheck.id)
    findings = _found(world, case)
    match advice(findings):
        case "unverified":
            world.store.commit(recheck.model_copy(update={"next": world.now() + A_DAY}))
        case "approve":
            _renew(world, recheck, case)
        case _:
            world.store.commit(recheck.model_copy(update={"status": "doubtful", "findings": findings}))


def _found(world: World, case: Case) -> list[Finding]:
    edition, on = current(waiting.MATTER, case.area), world.now().astimezone(BEIJING).date()
    services = frozenset(
        it.registry for it in edition.definition.fields if it.registry and not it.registry.startswith("own/")
    )
    answers = gathering.gather(world, edition, gathering.of_case(case), services)
    return assess(edition, facts(edition, json.loads(case.form), answers, on), on)


def _renew(world: World, recheck: Recheck, case: Case) -> None:
    """Certificate and place hold a year longer; the next look is a year later."""
    certificate = world.store.get(Certificate, case.certificate)
    until = (certificate.until or world.now()) + A_YEAR
    place = world.store.get(Place, case.id)
    world.store.commit(
        recheck.model_copy(update={"status": "looking", "findings": [], "next": until - waiting.BEFORE}),
        certificate.model_copy(update={"until": until}),
        place.model_copy(update={"until": until}),
        Renewed(case_id=case.id, at=world.now(), owner_id=case.citizen_id),
    )


def doubtful(world: World, caller: Caller) -> Doubtful:
    """The bureau's desk of the caller's city, the longest waiting first."""
    require_post(caller, SLUG, ROLE, caller.area)
    desk = doubtful_in(caller.area[:4])
    return Doubtful(rechecks=world.store.page(Recheck, desk, limit=100, newest_first=False).items)


def decide(world: World, caller: Caller, case_id: str, verdict: Verdict) -> Recheck:
    """Keep it for another year, or end it: certificate revoked, and out of the list."""
    recheck = world.store.get(Recheck, case_id)
    require_post(caller, SLUG, ROLE, recheck.area)
    if recheck.status != "doubtful":
        raise Conflict("这一户已经处理过了。")
    case = world.store.get(Case, case_id)
    if verdict.keep:
        _renew(world, recheck, case)
        return world.store.get(Recheck, case_id)
    issuing.revoke(world, case.certificate, verdict.words)
    waiting.leave(world, case_id, verdict.words)
    over = recheck.model_copy(update={"status": "over"})
    world.store.commit(over, Ended(case_id=case_id, at=world.now(), owner_id=case.citizen_id))
    return over
