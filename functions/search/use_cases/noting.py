"""What was searched for: masked, counted in this container's memory, and written down now and then. Nothing is read.

One write for a container in thirty seconds at most. What a container has not written when it dies is lost: the queries of
less than thirty seconds of its work, or of its last moments before it was left idle.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from chalicelib.telemetry import logger
from chalicelib.world import World

from ..demand.folding import core
from ..demand.tallies import Asked, Tallies, packed
from ..model.demand import BATCH_KEPT, MOST_IN_WINDOW, WINDOW, Batch

if TYPE_CHECKING:
    from chalicelib.ports.shelf import Shelf

FLUSH_EVERY, FLUSH_AT = timedelta(seconds=30), 200
Where = Literal["search", "assistant"]


@dataclass
class Heard:
    """A container's own: what it heard in one window, and when it last wrote."""

    shelf: "Shelf | None" = None
    window: str = ""
    asked: int = 0
    missed: int = 0
    of: Tallies = field(default_factory=lambda: Tallies(MOST_IN_WINDOW))
    flushed: datetime | None = None

    def hear(self, world: World, key: str, answered: bool) -> None:
        """The first after a pause is written at once: on a quiet day nothing waits, on a busy one little is written."""
        if self.shelf is not world.shelf:
            self.__init__(world.shelf)  # type: ignore[misc]
        window = window_of(world.now())
        if self.window != window:
            self.flush(world)
            self.window = window
        self.of.add(key, Asked(1, int(not answered)))
        self.asked, self.missed = self.asked + 1, self.missed + int(not answered)
        if self.asked >= FLUSH_AT or self.flushed is None or world.now() - self.flushed >= FLUSH_EVERY:
            self.flush(world)

    def flush(self, world: World) -> None:
        """What cannot be written is forgotten: a search is worth more than its count."""
        if not self.asked:
            return
        batch = Batch(
            id=f"demand-batch#{world.new_id()}",
            window=self.window,
            asked=self.asked,
            missed=self.missed,
            heard=packed(self.of),
            until=world.now() + BATCH_KEPT,
        )
        self.of, self.asked, self.missed, self.flushed = Tallies(MOST_IN_WINDOW), 0, 0, world.now()
        world.store.commit(batch)


HERE = Heard()


def noted(world: World, text: str, answered: bool, where: Where = "search", heard: Heard = HERE) -> None:
    """Once per search. ``text`` as it was typed. Never raises."""
    try:
        key = core(text, answered)
        if key:
            heard.hear(world, key, answered)
    except Exception as error:
        logger.warning("a query was not counted", extra={"where": where, "error": type(error).__name__})


def missed(world: World, text: str, where: Where = "search", heard: Heard = HERE) -> None:
    """The same of what nobody answered."""
    noted(world, text, False, where, heard)


def window_of(at: datetime) -> str:
    """The name of the ten minutes, which is when they begin, in UTC."""
    minutes = int(WINDOW.total_seconds()) // 60
    begins = at.astimezone(UTC)
    return f"{begins.replace(minute=begins.minute - begins.minute % minutes):%Y-%m-%dT%H:%M}"


def begin_of(window: str) -> datetime:
    return datetime.fromisoformat(window).replace(tzinfo=UTC)
