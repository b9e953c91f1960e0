"""What the carrier still keeps of us because nobody told us of its end: looked for in its own lists, page by page.

Callbacks get lost, and a process may die between a text and the note of it. A minute reads one page of each list; when
a list is at its end, the search rests for an hour and then begins anew.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta

from pydantic import AwareDatetime

from chalicelib.erasures import What
from chalicelib.errors import Conflict
from chalicelib.ports.phone import Trace
from chalicelib.store import Record
from chalicelib.telemetry import count, logger
from chalicelib.world import World

AGE = timedelta(hours=2)  # whatever was to be reported has been by then, and deleted
REST = timedelta(hours=1)


class Search(Record):
    """How far one of the carrier's lists has been read; ``cursor`` is the carrier's, empty at the beginning."""

    cursor: str = ""
    due_at: AwareDatetime


def look(world: World, what: What, forget: Callable[[Sequence[Trace]], None]) -> None:
    """One page: ``forget`` is handed what is old, and has deleted what is the matter's own."""
    known = world.store.find(Search, f"leftovers#{what}")
    search = known or Search(id=f"leftovers#{what}", due_at=world.now())
    if search.due_at > world.now():
        return
    try:
        page = world.phone.traces(what, world.now() - AGE, search.cursor)
    except Exception as failure:
        logger.warning("the carrier lists nothing", extra={"what": what, "why": type(failure).__name__})
        _rest(world, search, "")
        return
    if page.found:
        count("CarrierRecordsLeftOver", len(page.found))
        forget(page.found)
    _rest(world, search, page.cursor)


def _rest(world: World, search: Search, cursor: str) -> None:
    due = world.now() if cursor else world.now() + REST
    with suppress(Conflict):  # another sweep has read the same page
        world.store.commit(search.model_copy(update={"cursor": cursor, "due_at": due}))
