"""Vouch for what a registry does not answer: an officer finds out elsewhere, says how, and is answerable for it."""

from collections.abc import Mapping
from typing import Any

from chalicelib.application import form
from chalicelib.application.edition import Edition
from chalicelib.application.model.desk import Done, Verify
from chalicelib.application.use_cases import desk, reviewing, verifying
from chalicelib.definition.form import Field
from chalicelib.errors import Invalid
from chalicelib.identity import Caller
from chalicelib.world import World


def vouch(world: World, matter: str, caller: Caller, case_id: str, given: Verify) -> Done:
    """The evidence with its reason, the findings afresh, and the officer's action.

    On a step with four eyes, whoever vouched does not decide: ``exclusion.keep_four_eyes``.
    """
    opened = desk.open_case(world, matter, caller, case_id)
    task = desk.task_of(opened, given.round)
    acted_for = desk.acting_for(world, matter, caller, task)
    fields = typed(opened.edition, given.service, given.fields)
    verifying.by_hand(world, matter, case_id, given.service, fields, caller.id, given.reason)
    note = f"{given.service}：{given.reason}"
    world.store.commit(reviewing.action(world, caller, case_id, "verified", task.step, note, acted_for))
    return Done(case_id=case_id, done="verified")


def typed(edition: Edition, service: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """By the registry's names, as it would have answered; raises Invalid with a remark by field."""
    asked = [_asked(it) for it in edition.definition.fields if it.registry == service]
    reading = form.read_fields(asked, given, complete=True)
    if reading.remarks or not asked:
        raise Invalid("有些内容需要修改，请看下面的提示。", reading.remarks)
    return {it.from_field: reading.values.get(it.name, []) for it in asked}


def _asked(it: Field) -> Field:
    """A table without rows says that there is nothing; any other field has to be filled in."""
    return it.model_copy(update={"required": it.type != "table", "when": ""})
