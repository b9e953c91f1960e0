"""Whose materials are at hand, which are asked of them, and whether they may still change: of a draft, or of a case."""

import json
from dataclasses import dataclass

from chalicelib.application import edition
from chalicelib.application.conditions import holds
from chalicelib.application.model.case import Case
from chalicelib.application.model.draft import Draft
from chalicelib.application.use_cases import mandates
from chalicelib.definition.materials import Material
from chalicelib.world import World


@dataclass(frozen=True)
class Paperwork:
    """To have one is proof that its holder may see these materials. ``is_open``: may hand in and replace them."""

    case_id: str
    materials: list[Material]
    is_open: bool
    is_submitted: bool


def of_applicant(world: World, matter: str, citizen_id: str, case_id: str) -> Paperwork:
    """Their draft's, or their case's, or those of somebody they act for; raises NotFound. Two to four reads."""
    draft = world.store.find(Draft, case_id)
    if draft is None:
        case = world.store.get(Case, case_id)
        mandates.permit(world, citizen_id, case.citizen_id)
        return of_case(world, matter, case)
    mandates.permit(world, citizen_id, draft.citizen_id)
    return Paperwork(case_id, _asked(world, matter, draft.edition, draft.answers), True, False)


def of_case(world: World, matter: str, case: Case) -> Paperwork:
    """For whoever was found to be in charge of the case."""
    return Paperwork(
        case.id, _asked(world, matter, case.edition, case.form), case.status == "correcting", True
    )


def _asked(world: World, matter: str, digest: str, answers: str) -> list[Material]:
    definition = edition.pinned(world, matter, digest).definition
    given = json.loads(answers)
    return [material for material in definition.materials if holds(material.when, given)]
