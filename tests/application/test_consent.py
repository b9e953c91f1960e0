"""Consent that is revoked while a case runs: said plainly to citizen and officer, and given again by one press."""

import pytest

from chalicelib.application.use_cases import consenting, gathering
from chalicelib.errors import Conflict, NotFound
from tests.application.applicant import door_of
from tests.application.counter import COMMUNITY, HOUSING, Counter
from tests.application.office import Office, caller

INCOME = "social_insurance/income"


@pytest.fixture
def counter(world):
    return Counter(world)


@pytest.fixture
def case_id(counter):
    """Of somebody who revoked while the answer about their income was still owing."""
    counter.world.registry.down.add(INCOME)
    case_id = counter.apply()
    counter.world.registry.consents.clear()
    counter.world.registry.down.clear()
    counter.wait(minutes=5)
    return case_id


def page_of(counter, case_id):
    return door_of(counter.world, HOUSING).page(f"/applications/{case_id}").text


def income(counter, case_id):
    return counter.world.store.get(gathering.Evidence, case_id, INCOME)


def test_the_citizen_is_told_what_it_means_and_what_they_may_do(counter, case_id):
    page = page_of(counter, case_id)

    assert "您撤回了授权，这些还没有核实" in page
    assert f'action="/public-housing/applications/{case_id}/consent"' in page
    assert "您不用做什么" not in page


def test_the_officer_sees_that_it_was_revoked(counter, case_id):
    door = Office(counter.world).door(caller("c", "community", COMMUNITY))

    assert "申请人撤回了授权" in door.page(f"/officer/cases/{case_id}").text


def test_consent_given_again_takes_the_case_on(counter, case_id):
    door, here = door_of(counter.world, HOUSING), f"/applications/{case_id}"
    reply = door.submit(f"{here}/consent", on=door.page(here))

    assert reply.location == f"/public-housing/applications/{case_id}?done=consented"
    assert income(counter, case_id).status == "answered"
    assert {finding.verdict for finding in counter.case(case_id).findings} == {"met"}
    assert counter.decide(case_id).step == "street"


def test_to_press_it_twice_changes_nothing(counter, case_id):
    first = consenting.again(counter.world, HOUSING, "citizen-1", case_id)
    counter.wait(minutes=1)

    assert consenting.again(counter.world, HOUSING, "citizen-1", case_id).consented == first.consented


def test_it_is_the_applicants_and_a_running_cases(counter, case_id):
    with pytest.raises(NotFound):
        consenting.again(counter.world, HOUSING, "citizen-2", case_id)
    counter.withdraw(case_id)

    with pytest.raises(Conflict):
        consenting.again(counter.world, HOUSING, "citizen-1", case_id)


def test_a_case_page_leads_to_who_looked_and_to_its_consent(counter):
    case_id = counter.apply()

    page = page_of(counter, case_id)

    assert 'href="/data-sharing/"' in page
    assert f'href="/data-sharing/consents#case-{case_id}"' in page
