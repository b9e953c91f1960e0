"""What the pages for citizens show of a search."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from chalicelib import cities
from chalicelib.world import World

from ..forms import Query
from ..model.hot import HOT, Hot
from ..model.shown import HitShown, Results, Suggestions
from ..words import AUDIENCES, EXAMPLES, FREQUENT
from . import finding

if TYPE_CHECKING:
    from ..engine import Found

LONGEST = 100  # characters of a query that are looked at
MOST, NEAREST, LOOKED_AT = (
    10,
    5,
    60,
)  # hits shown; where none is likely; and looked at for those that run here


def suggest(world: World, typed: str) -> Suggestions:
    return Suggestions(suggestions=finding.suggest(world, typed[:LONGEST]))


def search(world: World, cookies: Mapping[str, str], asked: Query) -> Results:
    """No read at all, but for the look at what is current; one where nothing has been typed."""
    q, cut = cleaned(asked.q)
    city = cities.chosen(cookies, asked.area)
    empty = Results(
        q=q,
        cut=cut,
        area=asked.area if asked.area == cities.PROVINCE or asked.area in cities.NAMES else "",
        city=city,
        city_name=cities.NAMES.get(city, "全省"),
        who=asked.who if asked.who in AUDIENCES else "",
        online=asked.online == "1",
        release=finding.release(world),
    )
    return _found(world, empty) if q else _invited(world, empty)


def cleaned(text: str) -> tuple[str, bool]:
    """In one line, without control characters; and whether it was too long."""
    line = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())
    return line[:LONGEST].strip(), len(line) > LONGEST


def _found(world: World, it: Results) -> Results:
    found, elsewhere = _in_city(world, it)
    hits = [hit for hit in found.hits if hit.runs_at or not it.online]
    shown = [HitShown.model_validate(asdict(hit)) for hit in hits]
    answered = found.answered and bool(shown)
    return it.model_copy(
        update={
            "answered": answered,
            "confidence": round(found.confidence, 3),
            "elsewhere": elsewhere,
            "hits": shown[: MOST if answered else NEAREST],
        }
    )


def _in_city(world: World, it: Results) -> "tuple[Found, bool]":
    """What is open there; else, if there is an answer at all, the answer, and that it is not of the city."""
    most = LOOKED_AT if it.online else MOST
    here = finding.find(world, it.q, most, area=it.city, audience=it.who, only_open=bool(it.city))
    if here.answered or not it.city:
        return here, False
    anywhere = finding.find(world, it.q, most, audience=it.who)
    return (anywhere, True) if anywhere.answered else (here, False)


def _invited(world: World, it: Results) -> Results:
    hot = world.store.find(Hot, HOT)
    return it.model_copy(update={"hot": hot.words if hot and hot.words else FREQUENT, "examples": EXAMPLES})
