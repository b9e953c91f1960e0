"""Make a release: the one before, with what has changed since. One press, one release at a time."""

import gzip
import hashlib
import json
from collections.abc import Iterable
from datetime import timedelta

from chalicelib.errors import Conflict
from chalicelib.store import Delete
from chalicelib.world import World

from ..events import Released
from ..model.entry import Entry, Version, part_of
from ..model.release import LATEST, PRESS, UNRELEASED, Press, Release, Unreleased, key_of, named
from ..rules.lines import counted, line_of, merged

AT_THE_PRESS = timedelta(seconds=30)
AT_ONCE = 90  # rows of one DynamoDB transaction, of 100


def release(world: World, surely: Iterable[str] = ()) -> Press | None:
    """The press after it; None while somebody else is at it, and the minute will come back to what is left.

    ``surely``: entries that have just changed, as the list of what has may lag by moments.
    """
    press = world.store.find(Press, PRESS) or Press(id=PRESS)
    if press.is_taken(world.now()):
        return None
    notes = _notes(world, surely)
    if not notes:
        return press
    number = max(press.number, press.claimed) + 1
    taken = press.model_copy(update={"claimed": number, "until": world.now() + AT_THE_PRESS})
    world.store.commit(taken)
    done = _print(world, taken, number, notes)
    _forget(world, notes)
    return done


def _notes(world: World, surely: Iterable[str]) -> list[Unreleased]:
    notes: dict[str, Unreleased] = {}
    cursor: str | None = None
    while True:
        page = world.store.page(Unreleased, UNRELEASED, limit=500, cursor=cursor, newest_first=False)
        notes |= {note.id: note for note in page.items}
        cursor = page.cursor
        if cursor is None:
            break
    found = (world.store.find(Unreleased, each) for each in surely if each not in notes)
    return [*notes.values(), *(note for note in found if note)]


def _print(world: World, press: Press, number: int, notes: list[Unreleased]) -> Press:
    lines = merged(lines_on_shelf(world, press.number), {note.id: _line(world, note.id) for note in notes})
    text = "\n".join(lines).encode()
    digest = hashlib.sha256(text).hexdigest()
    idle = press.model_copy(update={"until": None})
    if digest == press.digest:
        world.store.commit(idle)
        return idle
    themes, departments = counted(lines)
    tally = {"entries": len(lines), "themes": themes, "departments": departments, "digest": digest}
    made = Release(id=named(number), number=number, at=world.now(), **tally)
    world.shelf.write(key_of(number), gzip.compress(text, mtime=0))
    done = idle.model_copy(update={"number": number, "at": made.at, **tally})
    told = Released(case_id=made.id, at=made.at, release=number, entries=made.entries)
    world.store.commit(done, made, told)
    about = {"number": number, "key": key_of(number), "at": made.at.isoformat(), "entries": made.entries}
    world.shelf.write(LATEST, json.dumps(about).encode())
    return done


def lines_on_shelf(world: World, number: int) -> list[str]:
    """A release's lines; none before the first."""
    body = world.shelf.read(key_of(number)) if number else None
    if number and body is None:
        raise LookupError(f"release {number} is not on the shelf")
    return gzip.decompress(body).decode().split("\n") if body else []


def _line(world: World, entry_id: str) -> str | None:
    entry = world.store.get(Entry, entry_id)
    if not entry.published:
        return None
    version = world.store.get(Version, entry_id, part_of(entry.published))
    return line_of(entry_id, version.number, version.content) if version.content.areas else None


def _forget(world: World, notes: list[Unreleased]) -> None:
    """What has changed again meanwhile stays noted."""
    for start in range(0, len(notes), AT_ONCE):
        some = notes[start : start + AT_ONCE]
        try:
            world.store.commit(*map(Delete, some))
        except Conflict:
            for note in some:
                _forget_one(world, note)


def _forget_one(world: World, note: Unreleased) -> None:
    try:
        world.store.commit(Delete(note))
    except Conflict:
        return
