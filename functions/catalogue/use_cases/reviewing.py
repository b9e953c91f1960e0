"""The second pair of eyes: publish what somebody else proposed, send it back, or go back to what once was in force."""

from chalicelib.identity import Caller, require
from chalicelib.world import World

from ..events import Published
from ..model.entry import Entry, Version, part_of
from ..rules import publishing
from .editing import opened
from .enforcing import in_force


def publish(world: World, caller: Caller, entry_id: str) -> Version:
    """In force at once, or from its day on (``activate_due``)."""
    require(caller, "editor")
    entry = world.store.get(Entry, entry_id)
    version = opened(world, entry)
    publishing.may_publish(version, caller.id)
    now = world.now()
    since = max(version.effective, publishing.today(now))  # nothing was in force before it was published
    said = {"published_by": caller.id, "published": now, "state": "scheduled", "effective": since}
    done = version.model_copy(update=said | {"remark": ""})
    if not publishing.in_force(version, now):
        world.store.commit(done)
        return done
    return activate(world, entry, done)


def activate(world: World, entry: Entry, version: Version) -> Version:
    done = version.model_copy(update={"state": "published"})
    told = Published(case_id=entry.id, at=world.now(), edition=done.number)
    world.store.commit(done, *in_force(world, entry, done), told)
    return done


def send_back(world: World, caller: Caller, entry_id: str, remark: str) -> Version:
    """To its authors, with what is wrong."""
    require(caller, "editor")
    version = opened(world, world.store.get(Entry, entry_id))
    publishing.may_return(version)
    back = version.model_copy(update={"state": "draft", "remark": remark})
    world.store.commit(back)
    return back


def go_back(world: World, caller: Caller, entry_id: str, number: int) -> Version:
    """What an earlier version said, as a new one; it too waits for another editor."""
    require(caller, "editor")
    entry = world.store.get(Entry, entry_id)
    wanted = world.store.get(Version, entry_id, part_of(number))
    publishing.may_go_back(entry, opened(world, entry), wanted)
    again = Version(
        id=entry.id,
        number=entry.latest + 1,
        content=wanted.content,
        state="proposed",
        effective=publishing.today(world.now()),
        authors=(caller.id,),
        written=world.now(),
        note=f"回退到第 {number} 版",
    )
    world.store.commit(entry.model_copy(update={"latest": again.number}), again)
    return again
