"""The waiting list: who is approved joins it, ranks are computed anew after every change, and everybody sees the list."""

import json
from collections.abc import Iterator
from datetime import timedelta

from chalicelib.application.assessing import facts
from chalicelib.application.edition import pinned
from chalicelib.application.model.case import Case
from chalicelib.application.model.certificate import Certificate
from chalicelib.application.use_cases import gathering
from chalicelib.errors import Conflict
from chalicelib.filters import BEIJING
from chalicelib.world import World

from ..model import STALE, List, Place, Ranking, Recheck, Standing, ranking_of, waiting_in
from ..ranking import digest, line

MATTER, PAGE = "public_housing", 50
BEFORE = timedelta(days=60)  # the certificate ends, the household is looked at again


def join(world: World, case_id: str) -> None:
    """With the certificate comes the place in the list, and the yearly look. Again is harmless."""
    case = world.store.get(Case, case_id)
    if world.store.find(Place, case_id) or not case.certificate or case.decision is None:
        return
    certificate = world.store.get(Certificate, case.certificate)
    place = Place(
        id=case.id,
        number=case.number,
        city=case.area[:4],
        citizen_id=case.citizen_id,
        name=certificate.name,
        priority=_priority(world, case),
        approved=case.decision.at,
        until=certificate.until or case.decision.at,
    )
    recheck = Recheck(id=case.id, next=place.until - BEFORE, area=case.area)
    world.store.commit(place, recheck, _stale(world, place.city))


def _priority(world: World, case: Case) -> int:
    """What it was approved with; 0 where civil affairs had not answered."""
    answers = gathering.answers_of(gathering.evidence_of(world, case.id))
    on = case.submitted.astimezone(BEIJING).date()
    known = facts(pinned(world, MATTER, case.edition), json.loads(case.form), answers, on)
    priority = known.get("priority")
    return priority if isinstance(priority, int) else 0


def leave(world: World, case_id: str, reason: str) -> None:
    """A home was given, the certificate revoked, or they wish so. Again is harmless."""
    place = world.store.find(Place, case_id)
    if place is None or place.left:
        return
    left = place.model_copy(update={"left": world.now(), "reason": reason, "rank": 0})
    world.store.commit(left, _stale(world, place.city))


def publish_stale(world: World) -> None:
    """Once a minute: compute the ranks of every city whose list has changed, and publish the digest."""
    for ranking in world.store.page(Ranking, STALE, limit=20).items:
        _publish(world, ranking)


def _publish(world: World, ranking: Ranking) -> None:
    """Ranks first, the digest last: a list that is interrupted stays stale and is computed again."""
    city, lines = ranking.id.removeprefix("ranking#"), []
    for rank, place in enumerate(_in_order(world, city), 1):
        if place.rank != rank:
            world.store.commit(place.model_copy(update={"rank": rank}))
        lines.append(line(place, rank))
    published = ranking.model_copy(
        update={"stale": False, "published": world.now(), "length": len(lines), "digest": digest(lines)}
    )
    try:
        world.store.commit(published)
    except Conflict:
        return  # somebody came meanwhile: the next minute computes it anew


def _in_order(world: World, city: str) -> Iterator[Place]:
    cursor: str | None = None
    while True:
        page = world.store.page(Place, waiting_in(city), limit=100, cursor=cursor, newest_first=False)
        yield from page.items
        cursor = page.cursor
        if cursor is None:
            return


def _stale(world: World, city: str) -> Ranking:
    """Written even where it is stale already: whoever is computing it at this moment must notice."""
    known = world.store.find(Ranking, ranking_of(city)) or Ranking(id=ranking_of(city))
    return known.model_copy(update={"stale": True})


def standing(world: World, citizen_id: str, case_ids: list[str]) -> Standing:
    """The places of these cases of theirs. One read each."""
    found = [place for case_id in case_ids if (place := world.store.find(Place, case_id))]
    return Standing(places=[place for place in found if place.citizen_id == citizen_id])


def published(world: World, city: str, cursor: str | None) -> List:
    """A page of a city's list as everybody may see it: names masked. One query and one read."""
    ranking = world.store.find(Ranking, ranking_of(city)) or Ranking(id=ranking_of(city))
    page = world.store.page(Place, waiting_in(city), limit=PAGE, cursor=cursor, newest_first=False)
    return List(
        city=city,
        digest=ranking.digest,
        published=ranking.published,
        length=ranking.length,
        lines=[line(place, place.rank) for place in page.items if place.rank],
        next=page.cursor,
    )
