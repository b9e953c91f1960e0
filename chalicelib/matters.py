"""Find matters by convention and open their doors.

A matter is a folder ``functions/<name>/`` with a ``matter.toml``. Its ``routes``, ``reactions``,
``steps`` and ``sweeps`` modules are optional doors, opened here and nowhere else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib import correlation
from chalicelib.definition import HOME, Definition, definition_of, folder_of, module_of, name_of
from chalicelib.events import Fact
from chalicelib.store import AlreadyDone
from chalicelib.world import World

if TYPE_CHECKING:
    from chalicelib.http import Routes

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
        if self.definition.kind == "application":
            from chalicelib.application.doors import routes_for

            return routes_for(self.name)
        routes: Routes = getattr(module_of(self.name, "routes"), "routes")  # noqa: B009 - a module may be None
        return routes


def names() -> list[str]:
    """The folders of all matters."""
    return sorted(path.parent.name for path in HOME.glob("*/matter.toml"))


def load(slug: str) -> Matter:
    """The matter of that slug (``car-move``); raises FileNotFoundError where there is none.

    An ordinary matter's doors are the kernel's, and what its folder adds.
    """
    definition = definition_of(folder_of(slug))
    reactions, steps, sweeps = _kernels(slug) if definition.kind == "application" else ({}, {}, [])
    return Matter(
        name=name_of(slug),
        definition=definition,
        reactions=reactions | _door(slug, "reactions", {}),
        steps=steps | _door(slug, "steps", {}),
        sweeps=[*sweeps, *_door(slug, "sweeps", [])],
    )


def _kernels(slug: str) -> tuple[dict[str, Reaction], dict[str, Step], list[Sweep]]:
    from chalicelib.application.doors import machine

    return machine.reactions(slug), machine.steps(slug), machine.sweeps(slug)


def _door(slug: str, module: str, closed: Any) -> Any:
    opened = module_of(slug, module)
    return getattr(opened, module.upper()) if opened else closed


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
