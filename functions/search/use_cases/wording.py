"""Keep the editors' words: each change is counted, kept with what was before, and asks for a new index."""

from chalicelib.errors import Conflict
from chalicelib.identity import Caller, require
from chalicelib.store import Change as Changing
from chalicelib.store import Delete
from chalicelib.world import World

from ..events import IndexWanted
from ..model.index import CURRENT, Current
from ..model.sayings import SAYINGS, Change, Changes, Saying, What, numbered, part_of
from ..rules import wording
from . import recipe


def keep(world: World, caller: Caller, what: What, said: str, means: str) -> Change | None:
    """None where it is so already."""
    require(caller, "editor")
    folded = wording.said(said)
    meant = wording.meant(what, means, known_ids(world) if what == "bet" else frozenset())
    return _change(world, caller, what, folded, meant)


def undo(world: World, caller: Caller, number: int) -> Change | None:
    require(caller, "editor")
    change = world.store.get(Change, numbered(number))
    known = world.store.find(Saying, SAYINGS, part_of(change.what, change.said))
    wording.may_undo(change, known.means if known else [])
    return _change(world, caller, change.what, change.said, change.before, undoes=number)


def known_ids(world: World) -> frozenset[str]:
    """Of all entries in the release that is searched."""
    current = world.store.find(Current, CURRENT)
    return (
        frozenset(line["id"] for line in recipe.lines_of(world, current.release)) if current else frozenset()
    )


def _change(
    world: World, caller: Caller, what: What, said: str, means: list[str], undoes: int = 0
) -> Change | None:
    known = world.store.find(Saying, SAYINGS, part_of(what, said))
    before = known.means if known else []
    if before == means:
        return None
    head = world.store.find(Changes, SAYINGS) or Changes(id=SAYINGS)
    now, number = world.now(), head.number + 1
    change = Change(
        id=numbered(number),
        number=number,
        what=what,
        said=said,
        before=before,
        after=means,
        by=caller.id,
        at=now,
        undoes=undoes,
    )
    told = IndexWanted(case_id=numbered(number), at=now)
    try:
        world.store.commit(
            head.model_copy(update={"number": number}), change, *_new(known, what, said, means), told
        )
    except Conflict as conflict:
        raise Conflict("刚才有另一位编辑也在改，请刷新后再试一次。") from conflict
    return change


def _new(known: Saying | None, what: What, said: str, means: list[str]) -> list[Changing]:
    if not means:
        return [Delete(known)] if known else []
    version = known.version if known else None
    return [Saying(id=SAYINGS, version=version, what=what, said=said, means=means)]
