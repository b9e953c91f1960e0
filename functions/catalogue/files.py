"""Our own catalogue, as it lies in ``anhui/*.toml``: read at once, with all that is wrong with it.

Read by the operator's command and by tests; no function ever does.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from .model.content import Content, EntryId, Matter, Question, Scenario
from .model.words import MORE_THEMES, THEMES

OURS = Path(__file__).parent / "anhui"
KINDS: dict[str, type[Matter | Scenario | Question]] = {
    "matters": Matter,
    "scenarios": Scenario,
    "questions": Question,
}
IDS: TypeAdapter[str] = TypeAdapter(EntryId)


class Written(BaseModel):
    """One file. ``theme`` is that of all its matters."""

    model_config = ConfigDict(extra="forbid")
    theme: str = ""
    matters: list[dict[str, Any]] = []
    scenarios: list[dict[str, Any]] = []
    questions: list[dict[str, Any]] = []


class Wrong(Exception):
    """What is wrong with the files, line by line."""


def read(folder: Path = OURS) -> dict[str, Content]:
    """Every entry, by id; raises Wrong."""
    entries: dict[str, Content] = {}
    complaints: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        for entry_id, content in _entries(path):
            if isinstance(content, str):
                complaints.append(f"{path.name}: {entry_id}: {content}")
            elif entry_id in entries:
                complaints.append(f"{path.name}: {entry_id} is there already")
            else:
                entries[entry_id] = content
    complaints += _dangling(entries)
    if complaints:
        raise Wrong("\n".join(complaints))
    return entries


def _entries(path: Path) -> Iterator[tuple[str, Content | str]]:
    try:
        written = Written.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        yield "", _said(error)
        return
    if written.matters and written.theme not in [*THEMES, *MORE_THEMES]:
        yield "theme", f"there is no theme {written.theme}"
    for place, model in KINDS.items():
        for one in getattr(written, place):
            more = {"theme": written.theme} if model is Matter else {}
            yield _entry(model, one, more)


def _entry(
    model: type[Matter | Scenario | Question], one: dict[str, Any], more: dict[str, str]
) -> tuple[str, Content | str]:
    entry_id = str(one.get("id", "?"))
    try:
        IDS.validate_python(entry_id)
        return entry_id, model.model_validate(more | {name: it for name, it in one.items() if name != "id"})
    except ValidationError as error:
        return entry_id, _said(error)


def _said(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    found = error.errors(include_url=False, include_input=False)
    return "; ".join(f"{'.'.join(map(str, it['loc'])) or 'id'}: {it['msg']}" for it in found)


def _dangling(entries: dict[str, Content]) -> Iterator[str]:
    """References to what is not there, and steps that wait for none of their own life event."""
    matters = {entry_id for entry_id, it in entries.items() if isinstance(it, Matter)}
    for entry_id, content in entries.items():
        for each in _named(content) - matters:
            yield f"{entry_id}: there is no matter {each}"
        if isinstance(content, Scenario):
            yield from (f"{entry_id}: {it}" for it in unordered(content))


def _named(content: Content) -> set[str]:
    match content:
        case Scenario():
            return {matter for step in content.steps for matter in step.matters}
        case Question():
            return set(content.matters)
    return set()


def unordered(scenario: Scenario) -> Iterator[str]:
    """Each step may wait for steps that stand above it: then there is an order, and the page shows it."""
    above: set[str] = set()
    for step in scenario.steps:
        if missing := set(step.after) - above:
            yield f"step {step.title} waits for {'、'.join(sorted(missing))}, which do not stand above it"
        above.add(step.title)
