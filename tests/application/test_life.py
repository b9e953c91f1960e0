"""A case from the form to its end, through the deployed machine: approved, refused, corrected, objected to, withdrawn, suspended."""

import pytest

from tests.application.counter import Counter, approve_all

REVIEWED = ["community", "street", "bureau"]


@pytest.fixture(params=[False, True], ids=["each step once", "each step twice"])
def counter(world, request):
    return Counter(world, twice=request.param)


def test_an_approval_goes_from_desk_to_desk_to_the_public_and_ends_with_a_certificate(counter):
    case_id = counter.apply()
    assert counter.case(case_id).status == "reviewing"
    assert counter.task(case_id).area == "340103001001"

    for step in REVIEWED:
        assert counter.task(case_id).step == step
        counter.decide(case_id)
    assert counter.case(case_id).status == "noticed"

    counter.working_days(6)
    case = counter.case(case_id)
    assert (case.status, case.decision.approved, bool(case.certificate)) == ("approved", True, True)
    assert counter.executions[case_id].ended
    assert counter.told(case_id) == [
        "submitted",
        "accepted",
        "moved",
        "moved",
        "moved",
        "noticed",
        "decided",
        "issued",
    ]
