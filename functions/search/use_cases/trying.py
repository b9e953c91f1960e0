"""Try a saying before it is kept: what a search finds now, and what it would find then."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from chalicelib.errors import Invalid
from chalicelib.identity import Caller, require
from chalicelib.world import World

from ..forms import Tried
from ..model.desk import Trial
from ..model.index import CURRENT, Current
from ..model.sayings import SAYINGS, Saying, What, part_of
from ..model.shown import HitShown
from ..rules import wording
from ..rules.checking import known_bets
from . import finding, recipe

if TYPE_CHECKING:
    from ..engine import Found, Index

MOST, AT_ONCE = 5, 800  # hits shown; entries of which an index is made while somebody waits


def trial(world: World, caller: Caller, tried: Tried) -> Trial:
    require(caller, "editor")
    q = (tried.q or tried.said).strip()
    shown = Trial(what=tried.what, said=tried.said, means=tried.means, q=q)
    current = world.store.find(Current, CURRENT)
    if not (q and current):
        return shown
    finding.HERE.up_to_date(world, at_once=True)
    now = finding.find(world, q, most=MOST)
    shown.before, shown.before_answered = _hits(now), now.answered
    try:
        _then(world, current, shown)
    except Invalid as error:
        shown.remark = "".join(error.fields.values())
    return shown


def _then(world: World, current: Current, shown: Trial) -> None:
    """Raises Invalid for what cannot be kept."""
    if not shown.said:
        return
    said = wording.said(shown.said)
    known = world.store.find(Saying, SAYINGS, part_of(shown.what, said))
    shown.known = known.means if known else []
    if not shown.means:
        return
    lines = recipe.lines_of(world, current.release)
    means = wording.meant(shown.what, shown.means, frozenset(line["id"] for line in lines))
    index, shown.exact = _with(world, lines, shown.what, {said: means}, shown.q)
    then = index.search(shown.q, most=MOST)
    shown.after, shown.after_answered = _hits(then), then.answered


def _with(
    world: World, lines: list[dict[str, Any]], what: What, saying: dict[str, list[str]], q: str
) -> "tuple[Index, bool]":
    """An index as it would be; of a large catalogue, of what is nearest only."""
    from ..engine import Entry, Index, build

    exact = len(lines) <= AT_ONCE
    if not exact:
        near = _near(world, [q, *(term for terms in saying.values() for term in terms)])
        lines = [line for line in lines if line["id"] in near]
    entries = [Entry.of(line) for line in lines]
    synonyms, bets = recipe.synonyms(world, lines), recipe.sayings(world, "bet")
    (synonyms if what == "synonym" else bets).update(saying)
    return Index.load(build(entries, "trial", synonyms, known_bets(bets, entries))), exact


def _near(world: World, texts: list[str]) -> set[str]:
    most = AT_ONCE // len(texts)
    return {hit.id for text in texts for hit in finding.find(world, text, most=most).hits} | set(texts)


def _hits(found: "Found") -> list[HitShown]:
    return [HitShown.model_validate(asdict(hit)) for hit in found.hits]
