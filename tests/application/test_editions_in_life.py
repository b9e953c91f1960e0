"""A case goes the way of the edition it was submitted under, while the folder already says something else."""

from dataclasses import replace

import pytest

from chalicelib.application.edition import Edition, current, keep
from tests.application.counter import COMMUNITY, Counter
from tests.application.office import Office, caller
from tests.application.test_editions import shorter

HOUSING = "public_housing"


def earlier(steps: int, limit: int) -> Edition:
    """An edition from before today's: another line, fewer steps, no notice, areas that said nothing."""
    base = shorter(current(HOUSING).base, steps)
    line = base.parameters["income_limit"]
    moved = line.model_copy(update={"values": [line.values[0].model_copy(update={"value": limit})]})
    return Edition(HOUSING, base.model_copy(update={"parameters": base.parameters | {"income_limit": moved}}))


def submitted_under(counter: Counter, edition: Edition) -> str:
    """A case of somebody who submitted it before the folder changed."""
    keep(counter.world, edition)
    citizen = counter.resident()
    case = counter.submit(citizen, counter.draft(citizen))
    counter.world.store.commit(case.model_copy(update={"edition": edition.digest}))
    counter.settle()
    return case.id


@pytest.mark.parametrize("limit", [250_000, 999_999])
@pytest.mark.parametrize("steps", [1, 2, 3])
def test_it_is_found_reviewed_and_decided_as_that_edition_says(world, steps, limit):
    counter, edition = Counter(world), earlier(steps, limit)

    case_id = submitted_under(counter, edition)
    while counter.case(case_id).status == "reviewing":
        counter.decide(case_id)

    case = counter.case(case_id)
    income = next(finding for finding in case.findings if finding.rule == "income")
    assert (case.status, case.edition, case.round) == ("approved", edition.digest, steps)
    assert income.threshold == f"不超过 {edition.line('income_limit', limit)}"
    assert case.promised.limit == edition.definition.task.limits.promised


def test_what_is_said_of_it_stays_as_it_was_found(world):
    counter = Counter(world)
    case_id = submitted_under(counter, earlier(3, 300_000))
    before = counter.case(case_id).findings

    keep(world, earlier(1, 100))
    counter.decide(case_id)

    assert counter.case(case_id).findings == before


def test_an_officer_is_told_that_what_the_system_computes_is_computed_otherwise_by_now(world):
    counter = Counter(world)
    case_id = submitted_under(counter, replace(earlier(3, 300_000), functions="as they were"))
    same = counter.apply(counter.resident(2))
    door = Office(world).door(caller("c", "community", COMMUNITY))

    assert "系统计算的方法改过" in door.page(f"/officer/cases/{case_id}").text
    assert "系统计算的方法改过" not in door.page(f"/officer/cases/{same}").text
