"""One edition of a matter: its definition as it holds in one area, under a digest that a case pins for good."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from hashlib import sha256

from chalicelib.application.values import shown, written
from chalicelib.definition import definition_of, folder_of, name_of
from chalicelib.definition.form import Field
from chalicelib.definition.ordinary import Ordinary
from chalicelib.definition.overlay import Overlay, overlays
from chalicelib.definition.rules import Dated
from chalicelib.definition.steps import Step
from chalicelib.errors import Conflict, Invalid
from chalicelib.store import Record
from chalicelib.world import World

DIGITS = 16
FOLLOWING = {"publishes", "consumes", "machine", "uses"}  # the house's business, not the applicant's


class EditionKept(Record):
    """``id`` is the digest. Kept for as long as the table: some case may have been decided under it."""

    content: str


@dataclass(frozen=True)
class Edition:
    """``matter`` is the folder's name. ``overlay``: what the area changed, None where nothing is said about it."""

    matter: str
    base: Ordinary
    overlay: Overlay | None = None

    @cached_property
    def content(self) -> str:
        """As JSON, with the defaults of today spelled out: those of a later day change nothing here."""
        dumped = {
            "definition": self.base.model_dump(mode="json", exclude=FOLLOWING),
            "overlay": self.overlay.model_dump(mode="json") if self.overlay else None,
        }
        return json.dumps(dumped, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @cached_property
    def digest(self) -> str:
        return sha256(self.content.encode()).hexdigest()[:DIGITS]

    @cached_property
    def definition(self) -> Ordinary:
        """As it holds in the area."""
        return _over(self.base, self.overlay) if self.overlay else self.base

    @property
    def area(self) -> str:
        return self.overlay.area if self.overlay else ""

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
        return {field.name: field for field in self.definition.fields}

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


def _over(base: Ordinary, overlay: Overlay) -> Ordinary:
    """The overlay says it instead; what it leaves out stays."""
    limits = base.task.limits
    if overlay.promised is not None:
        limits = limits.model_copy(update={"promised": overlay.promised})
    notice = base.notice
    if notice and overlay.notice_days is not None:
        notice = notice.model_copy(update={"days": overlay.notice_days})
    parameters = {
        name: parameter.model_copy(update={"values": overlay.parameters.get(name, parameter.values)})
        for name, parameter in base.parameters.items()
    }
    return base.model_copy(
        update={
            "department": overlay.department or base.department,
            "hotline": overlay.hotline or base.hotline,
            "task": base.task.model_copy(update={"limits": limits}),
            "notice": notice,
            "parameters": parameters,
        }
    )


def current(matter: str, area: str = "") -> Edition:
    """What the folder says now, for that area (12 digits or fewer; "" for nowhere in particular).

    Raises Invalid where the matter is not open there.
    """
    definition, known = _read(name_of(matter))
    if area and not any(area.startswith(opened) for opened in definition.task.areas):
        raise Invalid("这个地方还没有开通网上办理。", {"area": "请换一个地方，或者到当地政务服务大厅办理。"})
    covering = [code for code in known if area.startswith(code)]
    return _edition(name_of(matter), max(covering, key=len, default=""))


def names(matter: str) -> dict[str, str]:
    """What areas call themselves, by code."""
    return {code: overlay.name for code, overlay in _read(name_of(matter))[1].items()}


@cache
def _read(name: str) -> tuple[Ordinary, dict[str, Overlay]]:
    definition = definition_of(folder_of(name))
    if not isinstance(definition, Ordinary):
        raise TypeError(f"{name} is no ordinary matter")
    return definition, overlays(folder_of(name))


@cache
def _edition(name: str, area: str) -> Edition:
    definition, known = _read(name)
    return Edition(name, definition, known.get(area))


def keep(world: World, edition: Edition) -> None:
    """Keep the edition in the matter's table, before the first draft that pins it. Harmless to repeat."""
    if world.store.find(EditionKept, edition.digest):
        return
    try:
        world.store.commit(EditionKept(id=edition.digest, content=edition.content))
    except Conflict:
        return  # somebody kept the very same at this moment


@cache
def _parsed(matter: str, content: str) -> Edition:
    kept = json.loads(content)
    overlay = Overlay.model_validate(kept["overlay"]) if kept["overlay"] else None
    return Edition(matter, Ordinary.model_validate(kept["definition"]), overlay)


def pinned(world: World, matter: str, digest: str) -> Edition:
    """The edition a case was started under, whatever the folder says now; raises NotFound."""
    return _parsed(name_of(matter), world.store.get(EditionKept, digest).content)
