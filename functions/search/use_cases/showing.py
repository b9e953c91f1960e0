"""The desk of those who see to it that things are found: the words, the changes, the indexes."""

from chalicelib.identity import Caller, require
from chalicelib.world import World

from ..model.desk import Answering, ChangeShown, Desk, Indexes, MadeShown, SayingShown
from ..model.index import CURRENT, Current, Made
from ..model.sayings import CHANGES, SAYINGS, Change, Saying
from . import recipe
from .switching import made_last, may_switch

LAST = 20


def desk(world: World, caller: Caller) -> Desk:
    require(caller, "editor")
    now = answering(world, made_last(world))
    sayings = world.store.parts(Saying, SAYINGS)
    shown = [SayingShown(what=it.what, said=it.said, means=it.means) for it in sayings]
    means = {(it.what, it.said): it.means for it in sayings}
    changes = world.store.page(Change, CHANGES, limit=LAST).items
    return Desk(
        answering=now,
        synonyms=[it for it in shown if it.what == "synonym"],
        bets=[it for it in shown if it.what == "bet"],
        changes=[_shown(it, means.get((it.what, it.said), []), now) for it in changes],
    )


def indexes(world: World, caller: Caller) -> Indexes:
    may_switch(caller)
    made = made_last(world)
    now = answering(world, made)
    return Indexes(
        answering=now,
        made=[MadeShown.model_validate(it.model_dump() | {"answers": it.id == now.index}) for it in made],
    )


def answering(world: World, made: list[Made]) -> Answering:
    current = world.store.find(Current, CURRENT)
    words, newest = recipe.words(world), recipe.newest_release(world)
    if current is None:
        return Answering(newest=newest, changes=words, state=_state(None, newest, words, made))
    return Answering(
        index=current.index,
        newest=newest,
        changes=words,
        state=_state(current, newest, words, made),
        **current.model_dump(include={"release", "words", "entries", "since", "pinned", "by"}),
    )


def _state(current: Current | None, newest: int, words: int, made: list[Made]) -> str:
    if current and current.pinned:
        return "waiting"
    if current and current.release >= newest and current.words >= words:
        return "live"
    refused = any(it.refused and it.release >= newest and it.words >= words for it in made)
    return "refused" if refused else "building"


def _shown(it: Change, means: list[str], now: Answering) -> ChangeShown:
    about = it.model_dump(include={"number", "what", "said", "before", "after", "by", "at"})
    return ChangeShown(may_undo=means == it.after, live=now.words >= it.number, **about)
