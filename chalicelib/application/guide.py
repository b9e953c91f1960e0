"""办事指南: everything the 实施清单 says about a matter, as it holds in the area somebody chose."""

from datetime import date

from pydantic import BaseModel

from chalicelib.application.edition import Edition
from chalicelib.application.form import needed_registries
from chalicelib.application.model.rating import Ratings
from chalicelib.application.providers import provider_of
from chalicelib.definition.areas import choices
from chalicelib.definition.materials import Material
from chalicelib.definition.steps import Notice
from chalicelib.definition.task import Task


class Place(BaseModel):
    """Where one may go or ring; ``code`` "" while no area was chosen."""

    code: str = ""
    name: str = ""
    department: str
    hotline: str
    address: str = ""
    hours: str = ""


class Line(BaseModel):
    """A threshold in force (``coming``: or soon), as people read it."""

    label: str
    value: str
    basis: str
    since: date
    coming: bool = False


class Stage(BaseModel):
    title: str
    days: int


class Provided(BaseModel):
    """What nobody has to bring, and who says it instead."""

    by: str
    labels: list[str]


class Guide(BaseModel):
    """``edition`` is what a case begun now would be decided under."""

    matter: str
    edition: str
    title: str
    summary: str
    task_type: str
    audience: list[str]
    basis: list[str]
    everyday_names: list[str]
    agents: bool
    task: Task
    materials: list[Material]
    provided: list[Provided]
    lines: list[Line]
    stages: list[Stage]
    notice: Notice | None
    place: Place
    areas: dict[str, str]
    ratings: Ratings = Ratings()


def guide(edition: Edition, names: dict[str, str], area: str, on: date) -> Guide:
    """``names``: what areas are called, by code; ``area``: the one that was chosen, "" for none."""
    it = edition.definition
    areas = choices(it.task.areas, names)
    return Guide(
        matter=edition.matter.replace("_", "-"),
        edition=edition.digest,
        title=it.title,
        summary=it.summary,
        task_type=it.task_type,
        audience=list(it.audience),
        basis=it.basis,
        everyday_names=it.everyday_names,
        agents=it.agents,
        task=it.task,
        materials=it.materials,
        provided=provided(edition),
        lines=lines(edition, on),
        stages=[Stage(title=step.title, days=step.days) for step in it.steps],
        notice=it.notice,
        place=place(edition, areas, area),
        areas=areas,
    )


def place(edition: Edition, areas: dict[str, str], area: str) -> Place:
    """A chosen area counts also where it changes nothing."""
    it, there = edition.definition, edition.overlay
    code = area if area in areas else ""
    found = Place(code=code, name=areas.get(code, ""), department=it.department, hotline=it.hotline)
    if there is None:
        return found
    told = {"code": there.area, "name": there.name, "address": there.address, "hours": there.hours}
    return found.model_copy(update=told)


def provided(edition: Edition) -> list[Provided]:
    """By department, what registries are asked for: no more than a rule or the form uses."""
    by: dict[str, list[str]] = {}
    needed = needed_registries(edition)
    for field in edition.definition.fields:
        if field.registry and field.from_field in needed.get(field.registry, []):
            by.setdefault(provider_of(field.registry), []).append(field.label)
    return [Provided(by=who, labels=list(dict.fromkeys(labels))) for who, labels in by.items()]


def lines(edition: Edition, on: date) -> list[Line]:
    """Every threshold in force on that day, and those that come after it."""
    shown = []
    for name, parameter in edition.definition.parameters.items():
        in_force = edition.threshold(name, max(on, min(dated.since for dated in parameter.values)))
        for dated in [in_force, *(later for later in parameter.values if later.since > on)]:
            shown.append(
                Line(
                    label=parameter.label,
                    value=edition.line(name, dated.value),
                    basis=dated.basis,
                    since=dated.since,
                    coming=dated.since > on,
                )
            )
    return shown
