"""The doors of every ordinary matter. Each module here opens some; what a matter's folder adds comes on top.

A module may have ``open_doors(routes, matter)``, ``reactions(matter)``, ``steps(matter)`` and ``sweeps(matter)``.
"""

import importlib
import pkgutil
from collections.abc import Callable
from types import ModuleType
from typing import Any

from chalicelib.definition import module_of, name_of
from chalicelib.http import Routes
from chalicelib.world import World

Reaction = Callable[[World, dict[str, Any]], None]
Step = Callable[[World, dict[str, Any]], dict[str, Any] | None]
Sweep = Callable[[World], None]


def routes_for(matter: str) -> Routes:
    """The door for people: the kernel's, then the folder's own."""
    importlib.import_module(f"functions.{name_of(matter)}")
    routes = Routes(f"functions.{name_of(matter)}")
    for module in filter(None, [*_modules(), module_of(matter, "routes")]):
        if hasattr(module, "open_doors"):
            module.open_doors(routes, matter)
    return routes


def reactions_for(matter: str) -> dict[str, Reaction]:
    return _joined("reactions", matter)


def steps_for(matter: str) -> dict[str, Step]:
    return _joined("steps", matter)


def sweeps_for(matter: str) -> list[Sweep]:
    return [sweep for module in _modules() for sweep in getattr(module, "sweeps", _none)(matter)]


def _joined(door: str, matter: str) -> dict[str, Any]:
    opened = [getattr(module, door)(matter) for module in _modules() if hasattr(module, door)]
    return {name: verb for verbs in opened for name, verb in verbs.items()}


def _none(_: str) -> list[Sweep]:
    return []


def _modules() -> list[ModuleType]:
    return [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
