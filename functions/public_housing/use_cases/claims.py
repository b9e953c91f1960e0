"""One household, one application: whoever is named in an earlier one that is still open is found."""

from collections.abc import Sequence
from contextlib import suppress

from chalicelib.application.model.case import Case
from chalicelib.errors import Conflict
from chalicelib.world import World

from ..model import Claim


def other_applications(world: World, case: Case, id_numbers: Sequence[str]) -> dict[str, int]:
    """How many other applications, earlier and not at an end in vain, name one of these people. One query per person."""
    others = {claim.case_id: claim for number in id_numbers for claim in _claims(world, case, number)}
    return {"open": sum(_stands_before(world, case, claim) for claim in others.values())}


def _claims(world: World, case: Case, id_number: str) -> list[Claim]:
    """Those of others; our own is filed first, so that of two at once each sees the other."""
    person = f"person#{world.vault.blind(f'person#{id_number}')}"
    claims = world.store.parts(Claim, person)
    if not any(claim.case_id == case.id for claim in claims):
        with suppress(Conflict):  # this very step, at the same moment
            world.store.commit(Claim(id=person, case_id=case.id, submitted=case.submitted))
        claims = world.store.parts(Claim, person)
    return [claim for claim in claims if claim.case_id != case.id]


def _stands_before(world: World, case: Case, claim: Claim) -> bool:
    if (claim.submitted, claim.case_id) > (case.submitted, case.id):
        return False
    other = world.store.find(Case, claim.case_id)
    return other is not None and other.status not in {"refused", "withdrawn", "lapsed"}
