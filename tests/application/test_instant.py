"""即办件: the rules decide at once; what only a registry can tell waits for it, and nobody else is asked."""

import pytest

from chalicelib.application.use_cases import gathering
from chalicelib.ports.directory import Person
from tests.application.counter import MORNING, Counter

PERSON, MATTER = "police/person", "temporary-identity"
NUMBER = "340103199003070019"


@pytest.fixture
def counter(world):
    return Counter(world, matter=MATTER)


def apply(counter, status="normal"):
    citizen = counter.resident()
    counter.world.directory.people[citizen.id] = Person("王小明", NUMBER)
    counter.world.registry.known[PERSON, NUMBER] = {"name": "王小明", "id_number": NUMBER, "status": status}
    case = counter.submit(citizen, counter.draft(citizen, "34", {"purpose": "train"}), "34")
    counter.settle()
    return case.id


def test_who_meets_every_rule_has_the_result_at_once(counter):
    case_id = apply(counter)

    case = counter.case(case_id)
    assert (case.status, case.decision.by, bool(case.certificate)) == ("approved", "", True)
    assert counter.told(case_id) == ["submitted", "decided", "issued"]
    assert counter.executions[case_id].ended
    assert counter.world.now() == MORNING


def test_who_does_not_is_refused_with_the_article_and_what_would_help(counter):
    case = counter.case(apply(counter, status="cancelled"))

    assert (case.status, case.decision.reasons) == ("refused", ["registered"])
    assert "《中华人民共和国居民身份证法》" in case.decision.explanation
    assert "派出所" in case.decision.remedy


def test_while_the_registry_is_down_nothing_is_decided_and_then_it_is(counter):
    counter.world.registry.down.add(PERSON)
    case_id = apply(counter)
    counter.wait(hours=2)
    assert counter.case(case_id).status == "submitted"
    assert not counter.executions[case_id].ended

    counter.world.registry.down.clear()
    counter.wait(hours=1)

    assert counter.case(case_id).status == "approved"
    assert counter.executions[case_id].ended
    assert [it.status for it in gathering.evidence_of(counter.world, case_id)] == ["answered"]
