"""办好了告诉我: wishing, withdrawing, forgetting; and telling each who waits, once."""

from datetime import timedelta

from chalicelib.errors import Busy, Conflict, Invalid
from chalicelib.identity import Caller
from chalicelib.store import Change, Delete
from chalicelib.world import World

from ..demand.folding import core
from ..demand.masking import masked
from ..events import WishAnswered
from ..model.wish import ANSWERING, KEPT, Sought, Wish
from .searching import cleaned

TRIES, AT_ONCE, ROUNDS = 4, 50, 10
MOST_WISHES = 30


def wish(world: World, caller: Caller, text: str) -> Wish:
    """The same again is the same wish. Raises Invalid where nothing is left that could be looked for."""
    words, _ = cleaned(text)
    key = core(words, answered=False)
    if not key:
        raise Invalid("请用几个词说出想办的事，不要写姓名和号码。", {"q": "请换一种说法。"})
    about = world.vault.blind(f"sought|{key}")
    for _ in range(TRIES):
        known = world.store.find(Wish, caller.id, about)
        if known and not known.told:
            return known
        if known is None and len(mine(world, caller)) >= MOST_WISHES:
            raise Conflict(f"最多同时等 {MOST_WISHES} 件事，请先撤回不再需要的。")
        try:
            return _wish(world, caller, about, key, masked(words), known)
        except Conflict:
            continue
    raise Busy("现在有点忙，请稍后再试。", 1)


def _wish(world: World, caller: Caller, about: str, key: str, text: str, known: Wish | None) -> Wish:
    now = world.now()
    made = Wish(id=caller.id, sought=about, text=text, at=now, until=now + KEPT)
    if known:
        made = made.model_copy(update={"version": known.version})
    thing = world.store.find(Sought, about) or Sought(id=about, core=key, text=text, at=now, until=now + KEPT)
    more = {"wishes": thing.wishes + 1, "until": max(thing.until, made.until)}
    world.store.commit(made, thing.model_copy(update=more))
    return made


def mine(world: World, caller: Caller) -> list[Wish]:
    """The newest first. One query."""
    found = world.store.parts(Wish, caller.id)
    return sorted(found, key=lambda it: it.at, reverse=True)


def withdraw(world: World, caller: Caller, about: str) -> None:
    """As if never wished. Withdrawing what is not there is no mistake."""
    known = world.store.find(Wish, caller.id, about)
    if known:
        _remove(world, known)


def forget(world: World, citizen_id: str) -> int:
    """All of somebody's wishes; how many. Basis: 《中华人民共和国个人信息保护法》第四十七条."""
    known = world.store.parts(Wish, citizen_id)
    for one in known:
        _remove(world, one)
    return len(known)


def _remove(world: World, one: Wish) -> None:
    """Nobody is left who waits for it: then it is waited for no more."""
    for _ in range(TRIES):
        thing = world.store.find(Sought, one.sought)
        changes: list[Change] = [Delete(one)]
        if thing and not one.told:
            left = thing.wishes - 1
            changes.append(thing.model_copy(update={"wishes": left}) if left > 0 else Delete(thing))
        try:
            world.store.commit(*changes)
        except Conflict:
            known = world.store.find(Wish, one.id, one.sought)
            if known is None:
                return
            one = known
            continue
        return
    raise Busy("现在有点忙，请稍后再试。", 1)


def tell_waiting(world: World) -> None:
    """Every minute: whoever waits for what has an answer by now."""
    for thing in world.store.page(Sought, ANSWERING, limit=AT_ONCE, newest_first=False).items:
        tell(world, thing)


def tell(world: World, thing: Sought) -> None:
    """The fact is told in the transaction that notes it at the wish, so each is told once, whoever comes to it twice."""
    for _ in range(ROUNDS):
        waiting = world.store.page(
            Wish, f"demand-waiting#{thing.id}", limit=AT_ONCE, newest_first=False
        ).items
        told = [one for one in waiting if _tell(world, one, thing)]
        if not told:
            return


def _tell(world: World, one: Wish, thing: Sought) -> bool:
    entry = thing.answer
    known = world.store.find(Wish, one.id, one.sought)
    if entry is None or known is None or known.told:
        return False
    now = world.now()
    after = known.model_copy(update={"told": now, "answer": entry, "until": now + timedelta(days=30)})
    fact = WishAnswered(case_id=one.sought, at=now, owner_id=one.id, about=entry.key, guide=entry.guide)
    try:
        world.store.commit(after, fact)
    except Conflict:
        return False
    return True
