"""The carrier's records of calls and texts: deleted afterwards, and tried again until the carrier confirms."""

from contextlib import suppress
from datetime import timedelta
from typing import Literal

from pydantic import AwareDatetime

from chalicelib.errors import Conflict
from chalicelib.store import Delete, Record
from chalicelib.telemetry import count, level, logger
from chalicelib.world import World

What = Literal["call", "text"]
DUE = "erasures"
SETTLED = timedelta(minutes=1)  # by then a call is over for the carrier, too, and a text delivered
LONGEST_PAUSE = timedelta(hours=6)
AT_ONCE = 25
ROUNDS = 8
PATIENCE = 3  # failures in a row: then the carrier is down, and the next minute is soon enough


class Erasure(Record):
    """Stands in the list of what is due until the carrier has confirmed, however long that takes.

    The id is made from the carrier's own, so that a repeated callback asks for the same deletion.
    """

    what: What
    carrier_id: str
    due_at: AwareDatetime
    tries: int = 0

    def listing(self) -> tuple[str, str]:
        return DUE, f"{self.due_at.isoformat()}#{self.id}"


def file(world: World, what: What, carrier_id: str) -> None:
    """Have a record deleted in a while; filing it twice is filing it once. One write."""
    with suppress(Conflict):
        world.store.commit(filed(world, what, carrier_id))


def filed(world: World, what: What, carrier_id: str) -> Erasure:
    """The same, for a commit that also changes something else."""
    due = world.now() + SETTLED
    return Erasure(id=key(carrier_id), what=what, carrier_id=carrier_id, due_at=due)


def key(carrier_id: str) -> str:
    return f"erasure#{carrier_id}"


def sweep(world: World) -> None:
    """What a minute brings; an alarm watches what the carrier keeps in spite of it."""
    erase_due(world)
    level("CarrierRecordsOverdue", overdue(world))


def erase_due(world: World) -> None:
    """Delete what is due. What fails is put off, twice as long each time, and never dropped."""
    in_a_row = 0
    for _ in range(ROUNDS):
        due = world.store.page(
            Erasure, DUE, limit=AT_ONCE, newest_first=False, until=f"{world.now().isoformat()}#~"
        )
        if not due.items:
            return
        for erasure in due.items:
            in_a_row = 0 if _erase(world, erasure) else in_a_row + 1
            if in_a_row == PATIENCE:
                return


def overdue(world: World) -> int:
    """How many records the carrier keeps though it was asked time and again; counted up to a page. One query."""
    page = world.store.page(Erasure, DUE, limit=100, newest_first=False)
    return sum(erasure.tries >= PATIENCE for erasure in page.items)


def pause(tries: int) -> timedelta:
    """Before the next try: a minute, then twice as long each time, but never longer than a quarter of a day."""
    return min(LONGEST_PAUSE, timedelta(minutes=2 ** min(tries, 10)))


def _erase(world: World, erasure: Erasure) -> bool:
    forget = world.phone.forget_call if erasure.what == "call" else world.phone.forget_text
    try:
        forget(erasure.carrier_id)
    except Exception as failure:
        _put_off(world, erasure, failure)
        return False
    count("CarrierRecordsDeleted")
    with suppress(Conflict):  # another sweep was quicker
        world.store.commit(Delete(erasure))
    return True


def _put_off(world: World, erasure: Erasure, failure: Exception) -> None:
    count("CarrierDeletionsFailed")
    logger.warning(
        "the carrier keeps a record", extra={"tries": erasure.tries + 1, "why": type(failure).__name__}
    )
    later = {"tries": erasure.tries + 1, "due_at": world.now() + pause(erasure.tries)}
    with suppress(Conflict):
        world.store.commit(erasure.model_copy(update=later))
