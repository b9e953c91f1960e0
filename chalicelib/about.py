"""What a matter's pages and addresses need to know about the matter itself."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chalicelib.definition import definition_of


@dataclass(frozen=True)
class About:
    """``base`` is the path prefix people see (``/car-move``), empty for the portal."""

    slug: str
    title: str
    hotline: str
    base: str
    home: Path


@cache
def about(module_file: str) -> About:
    """The matter whose folder holds that module; raises LookupError outside of any."""
    home = next((up for up in Path(module_file).parents if (up / "matter.toml").exists()), None)
    if home is None:
        raise LookupError(f"no matter.toml above {module_file}")
    definition = definition_of(home)
    first = definition.base_paths[0]
    return About(
        slug=home.name.replace("_", "-"),
        title=definition.title,
        hotline=definition.hotline,
        base="" if first == "(none)" else f"/{first}",
        home=home,
    )
