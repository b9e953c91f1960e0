"""Who has to keep out of a case: its applicant and their family (回避), and whoever decided on it before (四眼原则).

Both are refused in the same words, so that nobody learns from a refusal who has applied for something.
Basis: 《中华人民共和国公务员法》第七十六条; the definition's ``four_eyes``.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from chalicelib.application.edition import Edition
from chalicelib.application.model.case import Case
from chalicelib.application.model.evidence import Evidence
from chalicelib.application.model.task import Task
from chalicelib.definition.form import Column, Field
from chalicelib.errors import NotFound, NotYours
from chalicelib.world import World

KEEP_OUT = "按规定，这件申请要由另一位同岗位的同事办理。"


def keep_out_family(world: World, officer_id: str, case: Case, edition: Edition) -> None:
    """Raises NotYours where the officer is the applicant, their agent, or anybody named in form or evidence."""
    own = _blind(world, _number_of(world, officer_id))
    if officer_id in {case.citizen_id, case.agent_id} or (own and own in _persons(world, case, edition)):
        raise NotYours(KEEP_OUT)


def keep_four_eyes(
    world: World, edition: Edition, tasks: Iterable[Task], task: Task, people: Iterable[str]
) -> None:
    """Raises NotYours where the step wants four eyes, and one of ``people`` decided on a step before it, or vouched
    by hand for what a registry did not say. Deciding the same step once more, after a return, is no second pair.
    """
    if not edition.step(task.step).four_eyes:
        return
    order = [step.name for step in edition.definition.steps]
    earlier = [it for it in tasks if order.index(it.step) < order.index(task.step)]
    vouched = frozenset(it.by_hand for it in world.store.parts(Evidence, task.id)) - {""}
    if vouched.union(*(it.deciders for it in earlier)) & set(people):
        raise NotYours(KEEP_OUT)


def _persons(world: World, case: Case, edition: Edition) -> frozenset[str]:
    """Everybody the case is about, as blind indexes."""
    numbers = {_number_of(world, case.citizen_id), _number_of(world, case.agent_id)}
    said = {
        evidence.service: json.loads(evidence.answer) for evidence in world.store.parts(Evidence, case.id)
    }
    answers = json.loads(case.form)
    for field in edition.definition.fields:
        value = (
            said.get(field.registry, {}).get(field.from_field) if field.registry else answers.get(field.name)
        )
        numbers |= set(_numbers_in(field, value))
    return frozenset(_blind(world, number) for number in numbers - {""})


def _numbers_in(field: Field | Column, value: Any) -> Iterator[str]:
    if field.type == "id_number" and isinstance(value, str):
        yield value
    if isinstance(field, Field) and field.type == "table" and isinstance(value, list):
        for row in value:
            for column in field.columns:
                yield from _numbers_in(column, row.get(column.name))


def _number_of(world: World, person_id: str) -> str:
    """Their ID number, "" where nobody knows who they are."""
    try:
        return world.directory.person_of(person_id).id_number if person_id else ""
    except NotFound:
        return ""


def _blind(world: World, number: str) -> str:
    return world.vault.blind(f"person#{number.upper()}") if number else ""
