"""The one way to search: with the index that is current, of which each container keeps a copy."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from chalicelib.telemetry import discreet, logger
from chalicelib.world import World

from ..model.index import CURRENT, Current

if TYPE_CHECKING:
    from chalicelib.ports.shelf import Shelf

    from ..engine import Found, Index

LOOK_EVERY, LOOK_EVERY_WITHOUT = 30.0, 1.0  # seconds from one look at what is current to the next


@dataclass
class Copy:
    """A container's own. The old index answers until the new one is loaded, and on if that fails."""

    clock: Callable[[], float] = monotonic
    shelf: "Shelf | None" = None
    name: str = ""
    index: "Index | None" = None
    looked: float | None = None

    def up_to_date(self, world: World, at_once: bool = False) -> "Index | None":
        """None while there is no index at all. One read of the store, now and then, or ``at_once``."""
        if self.shelf is not world.shelf:
            self.shelf, self.name, self.index, self.looked = world.shelf, "", None, None
        if at_once or self._is_due():
            self.looked = self.clock()
            try:
                self._look(world)
            except Exception as error:
                logger.error(
                    "the current index cannot be loaded; an older one answers", exc_info=discreet(error)
                )
        return self.index

    def _is_due(self) -> bool:
        wait = LOOK_EVERY if self.index else LOOK_EVERY_WITHOUT
        return self.looked is None or self.clock() - self.looked >= wait

    def _look(self, world: World) -> None:
        current = world.store.find(Current, CURRENT)
        if current and current.index != self.name:
            self.index = load(world, current.key)
            self.name = current.index


HERE = Copy()


def load(world: World, key: str) -> "Index":
    """Raises LookupError where no index lies there, ValueError where it is none."""
    from ..engine import Index

    body = world.shelf.read(key)
    if body is None:
        raise LookupError(f"{key} is not on the shelf")
    return Index.load(body)


def find(
    world: World,
    text: str,
    most: int = 10,
    area: str = "",
    audience: str = "",
    only_open: bool = False,
    voice: bool = False,
    copy: Copy = HERE,
) -> "Found":
    """Nothing found, and nothing answered, while there is no index."""
    from ..engine import Found

    index = copy.up_to_date(world)
    return index.search(text, most, area, audience, only_open, voice) if index else Found([])


def suggest(world: World, prefix: str, most: int = 8, copy: Copy = HERE) -> list[str]:
    index = copy.up_to_date(world)
    return index.suggest(prefix, most) if index else []


def release(world: World, copy: Copy = HERE) -> str:
    """Of the catalogue that is searched; "" while there is no index."""
    index = copy.up_to_date(world)
    return index.release if index else ""
