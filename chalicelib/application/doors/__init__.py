"""The doors of every ordinary matter. What a matter's folder adds comes on top.

``machine`` has what moves cases on: reactions, steps and sweeps. Each other module opens some of the doors for people, with
``open_doors(routes, matter)``; functions that only facts, steps or the minute reach import none of them.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING

from chalicelib.definition import module_of, name_of

if TYPE_CHECKING:
    from chalicelib.http import Routes


def routes_for(matter: str) -> "Routes":
    """The door for people: the kernel's, then the folder's own."""
    from chalicelib.http import Routes

    importlib.import_module(f"functions.{name_of(matter)}")
    routes = Routes(f"functions.{name_of(matter)}")
    for module in filter(None, [*_for_people(), module_of(matter, "routes")]):
        if hasattr(module, "open_doors"):
            module.open_doors(routes, matter)
    return routes


def _for_people() -> Iterator[ModuleType]:
    names = [found.name for found in pkgutil.iter_modules(__path__) if found.name != "machine"]
    return (importlib.import_module(f"{__name__}.{name}") for name in names)
