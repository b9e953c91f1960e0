"""How often is too often; the numbers are in ``matter.toml``, named ``…_per_<who>_<window>``."""

from datetime import timedelta
from functools import cache
from pathlib import Path

from chalicelib.definition import definition_of
from chalicelib.errors import TooMany
from chalicelib.world import World

WINDOWS = {"quarter": timedelta(minutes=15), "hour": timedelta(hours=1), "day": timedelta(days=1)}


def take(world: World, limit: str, who: str) -> None:
    """Count one more for ``who``, who is kept as a keyed hash; raises TooMany beyond the limit."""
    width = WINDOWS[limit.rpartition("_")[2]]
    if world.store.count(f"{limit}#{world.vault.blind(who)}", width) > _limits()[limit]:
        seconds = int(width.total_seconds())
        raise TooMany("操作过于频繁，请稍后再试。", seconds - int(world.now().timestamp()) % seconds)


@cache
def _limits() -> dict[str, int]:
    return definition_of(Path(__file__).parent).limits
