"""Find matters by convention and open their doors.

A matter is a folder ``functions/<name>/`` with a ``matter.toml``. Its ``routes``, ``reactions``,
``steps`` and ``sweeps`` modules are optional doors, opened here and nowhere else.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib import correlation
from chalicelib.definition import Definition, definition_of
from chalicelib.events import Fact
from chalicelib.store import AlreadyDone
from chalicelib.world import World

if TYPE_CHECKING:
    from chalicelib.http import Routes

HOME = Path(__file__).parent.parent / "functions"
Reaction = Callable[[World, dict[str, Any]], None]
Step = Callable[[World, dict[str, Any]], dict[str, Any] | None]
Sweep = Callable[[World], None]


@dataclass(frozen=True)
class Matter:
    name: str
    definition: Definition
    reactions: dict[str, Reaction]
    steps: dict[str, Step]
    sweeps: list[Sweep]

    @property
    def slug(self) -> str:
        return self.name.replace("_", "-")

    @property
    def routes(self) -> "Routes":
        """The door for people; opened on first use, as facts and steps do without it."""
        routes: Routes = importlib.import_module(f"functions.{self.name}.routes").routes
        return routes


def names() -> list[str]:
    """The folders of all matters."""
    return sorted(path.parent.name for path in HOME.glob("*/matter.toml"))


def load(slug: str) -> Matter:
    """The matter of that slug (``car-move``); raises FileNotFoundError where there is none."""
    name = slug.replace("-", "_")
    return Matter(
        name=name,
        definition=definition_of(HOME / name),
        reactions=_door(name, "reactions", {}),
        steps=_door(name, "steps", {}),
        sweeps=_door(name, "sweeps", []),
    )


def _door(name: str, module: str, closed: Any) -> Any:
    if not (HOME / name / f"{module}.py").exists():
        return closed
    return getattr(importlib.import_module(f"functions.{name}.{module}"), module.upper())


def react(matter: Matter, world: World, fact: Fact) -> None:
    """Let the matter react to a fact, once: repeats are dropped. A raise means 'deliver again'."""
    correlation.begin(fact.correlation_id)
    reaction = matter.reactions.get(fact.type)
    if reaction is None or world.store.has_handled(fact.id):
        return
    handling = world.handling(fact.id)
    try:
        reaction(handling, fact.data)
        handling.store.finish()
    except AlreadyDone:
        return


def step(matter: Matter, world: World, task: dict[str, Any]) -> dict[str, Any]:
    """Take one step of the matter's state machine: ``{"do": name, "case_id": …}``."""
    correlation.begin(task.get("correlation_id"))
    return matter.steps[task["do"]](world, task) or {}


def sweep(matter: Matter, world: World) -> None:
    """What is due every minute; one failing sweep never keeps the others from running."""
    failures = []
    for due in [_publish_left_behind, *matter.sweeps]:
        try:
            due(world)
        except Exception as failure:
            failures.append(failure)
    if failures:
        raise ExceptionGroup(f"{len(failures)} sweeps of {matter.slug} failed", failures)


def _publish_left_behind(world: World) -> None:
    world.store.sweep()
