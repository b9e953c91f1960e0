"""One edition of a matter: its definition with all that areas change of it, under a digest that a case pins for good."""

import json
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from chalicelib.application.values import shown, written
from chalicelib.definition import definition_of, folder_of, name_of
from chalicelib.definition.form import Field
from chalicelib.definition.ordinary import Ordinary
from chalicelib.definition.overlay import Overlay, applied, overlays
from chalicelib.definition.rules import Dated
from chalicelib.definition.steps import Step
from chalicelib.errors import Conflict, Invalid
from chalicelib.store import Record
from chalicelib.world import World

DIGITS = 16
AT = "@"
FOLLOWING = {"publishes", "consumes", "machine", "uses"}  # the house's business, not the applicant's


class EditionKept(Record):
    """``id`` is the digest. Kept for as long as the table: some case may have been decided under it."""

    content: str


@dataclass(frozen=True)
class Edition:
    """``matter`` is the folder's name. ``area`` is the one whose overlay holds, "" where nothing special is said.

    ``functions`` is the digest of the matter's pure functions as they were; "" of an edition that was kept without it.
    """

    matter: str
    base: Ordinary
    overlays: dict[str, Overlay] = field(default_factory=dict)
    area: str = ""
    functions: str = ""

    @cached_property
    def content(self) -> str:
        """As JSON, with the defaults of today spelled out: those of a later day change nothing here."""
        dumped: dict[str, Any] = {
            "definition": self.base.model_dump(mode="json", exclude=FOLLOWING),
            "overlays": {area: overlay.model_dump(mode="json") for area, overlay in self.overlays.items()},
        }
        dumped |= {"functions": self.functions} if self.functions else {}
        return json.dumps(dumped, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @cached_property
    def digest(self) -> str:
        """What a case pins: of all that the folder says, and in which area: ``febe3a63aeb24c8a@3401``."""
        content = sha256(self.content.encode()).hexdigest()[:DIGITS]
        return f"{content}{AT}{self.area}" if self.area else content

    def at(self, area: str) -> "Edition":
        """The same in another place (12 digits or fewer); raises Invalid where the matter is not open."""
        if area and not any(area.startswith(opened) for opened in self.base.task.areas):
            raise Invalid(
                "这个地方还没有开通网上办理。", {"area": "请换一个地方，或者到当地政务服务大厅办理。"}
            )
        covering = [code for code in self.overlays if area.startswith(code)]
        return replace(self, area=max(covering, key=len, default=""))

    @property
    def overlay(self) -> Overlay | None:
        return self.overlays.get(self.area)

    @cached_property
    def definition(self) -> Ordinary:
        """As it holds in the area."""
        return applied(self.base, self.overlay) if self.overlay else self.base

    def threshold(self, name: str, on: date) -> Dated:
        """The parameter's value on that day, and the basis it has; raises LookupError before the first one."""
        in_force = [dated for dated in self.definition.parameters[name].values if dated.since <= on]
        if not in_force:
            raise LookupError(f"{self.matter}: no {name} in force on {on}")
        return max(in_force, key=lambda dated: dated.since)

    def field(self, name: str) -> Field:
        """Raises LookupError."""
        return self._fields[name]

    @cached_property
    def _fields(self) -> dict[str, Field]:
        return {it.name: it for it in self.definition.fields}

    def readable(self, name: str, value: object) -> str:
        """A field's value as people read it, with the unit that its rules have."""
        than = {rule.fact: rule.than for rule in self.definition.rules if rule.than}.get(name)
        return shown(value, self.field(name), self.definition.parameters[than].unit if than else "")

    def line(self, name: str, value: object) -> str:
        """A threshold as people read it."""
        parameter = self.definition.parameters[name]
        return written(value, parameter.type, parameter.unit)

    @property
    def department(self) -> str:
        """Whoever decides, in that area."""
        return self.definition.department

    def step(self, name: str) -> Step:
        """Raises LookupError."""
        return {step.name: step for step in self.definition.steps}[name]


def current(matter: str, area: str = "") -> Edition:
    """What the folder says now, for that area (12 digits or fewer; "" for nowhere in particular).

    Raises Invalid where the matter is not open there.
    """
    return _read(name_of(matter)).at(area)


def names(matter: str) -> dict[str, str]:
    """What areas call themselves, by code."""
    return {code: overlay.name for code, overlay in _read(name_of(matter)).overlays.items()}


@cache
def _read(name: str) -> Edition:
    definition = definition_of(folder_of(name))
    if not isinstance(definition, Ordinary):
        raise TypeError(f"{name} is no ordinary matter")
    return Edition(name, definition, overlays(folder_of(name)), functions=_functions(folder_of(name)))


def _functions(folder: Path) -> str:
    """Code is not kept with an edition, so that at least a change of it can be seen."""
    files = sorted([*folder.glob("rules.py"), *folder.glob("rules/**/*.py")])
    return sha256(b"".join(it.read_bytes() for it in files)).hexdigest()[:DIGITS] if files else ""


def computes_otherwise(edition: Edition) -> bool:
    """Whether the functions that compute its fields have been changed since the edition was kept."""
    return edition.functions not in {"", _read(edition.matter).functions}


def keep(world: World, edition: Edition) -> None:
    """Keep the edition in the matter's table, before the first draft that pins it. Harmless to repeat."""
    digest = edition.digest.partition(AT)[0]
    if world.store.find(EditionKept, digest):
        return
    try:
        world.store.commit(EditionKept(id=digest, content=edition.content))
    except Conflict:
        return  # somebody kept the very same at this moment


def pinned(world: World, matter: str, digest: str) -> Edition:
    """The edition a case was started under, whatever the folder says now; raises NotFound."""
    content, _, area = digest.partition(AT)
    kept = _parsed(name_of(matter), world.store.get(EditionKept, content).content)
    return replace(kept, area=area)


@cache
def _parsed(matter: str, content: str) -> Edition:
    kept: dict[str, Any] = json.loads(content)
    known = {area: Overlay.model_validate(it) for area, it in kept["overlays"].items()}
    base = Ordinary.model_validate(kept["definition"])
    return Edition(matter, base, known, functions=kept.get("functions", ""))
