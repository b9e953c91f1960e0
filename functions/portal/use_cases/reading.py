"""The inbox: what somebody was told, whatever they want to be texted."""

from datetime import datetime

from chalicelib.errors import Conflict
from chalicelib.identity import Caller
from chalicelib.world import World

from ..forms import Inbox, Read
from ..model.message import KEPT_DAYS, Message, Seen, inbox
from ..rules.reading import line

PAGE = 30


def inbox_of(world: World, caller: Caller, cursor: str) -> Inbox:
    """One page, newest first; unread ones are counted on it."""
    seen = world.store.find(Seen, caller.id)
    page = world.store.page(Message, inbox(caller.id), limit=PAGE, cursor=cursor or None)
    lines = [line(message, seen.until if seen else None) for message in page.items]
    return Inbox(
        messages=lines,
        unread=sum(it.unread for it in lines),
        now=world.now(),
        cursor=page.cursor,
        kept_days=KEPT_DAYS,
    )


def unread(world: World, caller: Caller) -> int:
    """Among the latest: a page of them at most, which is enough to look. Two reads."""
    return inbox_of(world, caller, "").unread


def mark_read(world: World, caller: Caller, until: datetime) -> Read:
    """Everything that had come by then; never backwards, and never what is yet to come."""
    until = min(until, world.now())
    seen = world.store.find(Seen, caller.id) or Seen(id=caller.id, until=until)
    if seen.version is None or until > seen.until:
        try:
            world.store.commit(seen.model_copy(update={"until": max(until, seen.until)}))
        except Conflict:  # another window of theirs; what it marked is enough
            return Read(until=until)
    return Read(until=until)
