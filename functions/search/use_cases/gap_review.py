"""A new index answers: what was looked for in vain is looked for again, and what is found now is proposed as the answer.

It is confirmed by an operator; of itself only where the task said which entry would be the answer. Noted first and then
gone through, so that the minute goes on with what a breakdown left.
"""

from chalicelib.errors import Conflict
from chalicelib.store import Record
from chalicelib.world import World

from ..model.gap import Entry, Gap
from ..model.wish import Sought
from . import finding
from .gap_tasks import answered, sought
from .gaps import listed, members_of

REVIEW = "demand-review"
MOST_QUERIES = 12  # of a gap: its words and its most frequent queries
ENOUGH = 0.5  # so many of them have to be answered


class Review(Record):
    """The only one. ``index``: the one that is to be gone through; "" where that is done."""

    index: str = ""


def index_is_new(world: World, index: str) -> None:
    """The fact is dealt with once this is noted."""
    known = world.store.find(Review, REVIEW) or Review(id=REVIEW)
    noted = known.model_copy(update={"index": index})
    world.store.commit(noted)
    _go_through(world, noted)


def go_on(world: World) -> None:
    """The minute's."""
    known = world.store.find(Review, REVIEW)
    if known and known.index:
        _go_through(world, known)


def _go_through(world: World, review: Review) -> None:
    copy = finding.Copy()  # of its own: the container's may be half a minute old
    for gap in listed(world):
        _review_gap(world, gap, copy)
    for thing in sought(world):
        _review_sought(world, thing, copy)
    try:
        world.store.commit(review.model_copy(update={"index": ""}))
    except Conflict:  # another index came meanwhile; the minute goes through it
        return


def _review_gap(world: World, gap: Gap, copy: "finding.Copy") -> None:
    """By most of what people typed: one of them that is answered by chance closes nothing."""
    queries = list(dict.fromkeys([gap.words, *gap.samples, *members_of(gap)]))[:MOST_QUERIES]
    found = [entry for entry in (best(world, query, copy) for query in queries) if entry]
    proposed = found[0] if len(found) >= ENOUGH * len(queries) else None
    try:
        if proposed and gap.task and gap.task.entry and _is(gap.task.entry, found):
            answered(world, gap, next(it for it in found if _is(gap.task.entry, [it])), gap.task.by)
        elif proposed != gap.proposed:
            world.store.commit(gap.model_copy(update={"proposed": proposed}))
    except Conflict:  # somebody is at it just now
        return


def _review_sought(world: World, thing: Sought, copy: "finding.Copy") -> None:
    known = world.store.find(Sought, thing.id)
    if known is None or known.answer:
        return
    proposed = best(world, known.text, copy)
    if proposed and proposed.key == known.dismissed:
        proposed = None
    if proposed != known.proposed:
        try:
            world.store.commit(known.model_copy(update={"proposed": proposed}))
        except Conflict:
            return


def best(world: World, query: str, copy: "finding.Copy") -> Entry | None:
    """What the search answers with, if it answers."""
    found = finding.find(world, query, 1, copy=copy)
    if not found.answered or not found.hits:
        return None
    hit = found.hits[0]
    return Entry(key=f"{hit.kind}:{hit.id}", title=hit.title, version=hit.version, guide=hit.guide)


def _is(wanted: str, found: list[Entry]) -> bool:
    return any(wanted in (it.key, it.key.partition(":")[2]) for it in found)
