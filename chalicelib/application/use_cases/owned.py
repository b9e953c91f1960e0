"""A case in the hands of whoever it belongs to: the applicant, or somebody they have given a mandate."""

from chalicelib.application.model.case import Case
from chalicelib.application.use_cases import mandates
from chalicelib.world import World


def owned(world: World, citizen_id: str, case: Case) -> Case:
    """Raises NotFound for a stranger, as if there were no such case."""
    mandates.permit(world, citizen_id, case.citizen_id)
    return case


def find(world: World, citizen_id: str, case_id: str) -> Case:
    """Raises NotFound."""
    return owned(world, citizen_id, world.store.get(Case, case_id))
