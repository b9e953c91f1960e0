"""Evidence: asked for with consent, kept signed; a registry that is down delays nobody's case and passes nobody."""

from datetime import timedelta

import pytest

from chalicelib.application.edition import current
from chalicelib.application.form import needed_registries
from chalicelib.application.use_cases import drafts, gathering, verifying
from chalicelib.errors import Conflict, Invalid
from tests.application.counter import COMMUNITY, HOUSING, Counter

INCOME = "social_insurance/income"


@pytest.fixture
def counter(world):
    return Counter(world)


@pytest.fixture
def registry(counter):
    return counter.world.registry


def evidence(counter, case_id):
    return {it.service: it for it in gathering.evidence_of(counter.world, case_id)}


def verdict(counter, case_id, rule="income"):
    return {finding.rule: finding.verdict for finding in counter.case(case_id).findings}[rule]


def test_exactly_what_rules_and_form_use_is_asked_about_exactly_these_people(counter, registry):
    case_id = counter.apply()

    asked = {service: fields for service, _, fields, *_ in registry.asked}
    needed = needed_registries(current(HOUSING, "3401"))
    assert asked == {service: fields for service, fields in needed.items() if not service.startswith("own/")}
    assert {by for *_, by in registry.asked} == {"citizen-1"}
    assert {case for _, _, _, case, *_ in registry.asked} == {case_id}


def test_every_answer_is_kept_with_the_registrys_own_words(counter):
    kept = evidence(counter, counter.apply())

    assert {it.status for it in kept.values()} == {"answered"}
    assert all(it.signed for it in kept.values() if not it.service.startswith("own/"))


def test_everybody_in_the_household_is_asked_about(counter, registry):
    family = [
        {"name": "王小明", "relation": "本人", "id_number": "340103199000000001"},
        {"name": "李小红", "relation": "妻", "id_number": "340103199100000002"},
    ]
    home = {"members": family, "local_since": "2015-03-01", "area": COMMUNITY}
    for service in ("real_estate/homes", "vehicles/registered", INCOME, "civil_affairs/marriage"):
        registry.known[service, "340103199100000002"] = {
            "homes": [], "vehicles": [], "incomes": [{"annual": 1}], "marriages": [],
        }  # fmt: skip
    counter.apply(counter.resident(**{"police/household": home}))

    people = {service: people for service, people, *_ in registry.asked}
    assert people["police/household"] == ["340103199000000001"]
    assert people[INCOME] == ["340103199000000001", "340103199100000002"]


def test_consent_is_told_once_and_never_renewed_by_a_machine(counter, registry):
    registry.down.add(INCOME)
    case_id = counter.apply()
    counter.wait(hours=5)

    given = [consent for consent in registry.consents if consent[1] == case_id]
    assert len(given) == 1

    registry.consents.clear()
    registry.down.clear()
    counter.wait(hours=5)
    assert evidence(counter, case_id)[INCOME].status == "unavailable", "the citizen has revoked it"
    assert registry.consents == []


def test_a_registry_that_is_down_leaves_its_rules_unverified_and_the_case_goes_on(counter, registry):
    registry.down.add(INCOME)

    case_id = counter.apply()

    assert counter.task(case_id).step == "community"
    assert evidence(counter, case_id)[INCOME].status == "unavailable"
    assert (verdict(counter, case_id), verdict(counter, case_id, "housing")) == ("unverified", "met")


def test_nobody_approves_what_is_not_verified_and_the_sweep_asks_again(counter, registry):
    registry.down.add(INCOME)
    case_id = counter.apply()
    with pytest.raises(Conflict, match="没有核实"):
        counter.decide(case_id)
    with pytest.raises(Conflict):
        counter.decide(case_id, explanation="我看可以")

    registry.down.clear()
    counter.wait(minutes=3)

    assert verdict(counter, case_id) == "met"
    assert counter.decide(case_id).step == "street"


def test_it_is_asked_less_and_less_often_and_within_bounds(counter, registry):
    registry.down.add(INCOME)
    case_id = counter.apply()

    counter.wait(hours=24)

    attempts = evidence(counter, case_id)[INCOME].attempts
    assert 24 <= attempts <= 32
    assert gathering.retry_at(evidence(counter, case_id)[INCOME]) <= counter.world.now() + timedelta(hours=1)


def test_after_two_that_keep_silent_nobody_else_is_waited_for_until_the_sweep(counter, registry):
    """Each may take five seconds; together they would take half a minute of somebody's page."""
    registry.down |= set(needed_registries(current(HOUSING, "3401")))
    registry.down.remove("police/household")

    case_id = counter.apply()

    rest = {
        name: it.because for name, it in evidence(counter, case_id).items() if not name.startswith("own/")
    }
    assert [sorted(rest.values()).count(why) for why in ("", "down", "put_off")] == [1, 2, len(rest) - 3]
    assert len(rest) > 4

    registry.down = {name for name, why in rest.items() if why == "down"}
    counter.wait(minutes=3)
    assert {name for name, it in evidence(counter, case_id).items() if it.because} == registry.down


def test_what_the_registry_says_later_may_be_no(counter, registry):
    registry.down.add(INCOME)
    case_id = counter.apply(counter.resident(**{INCOME: {"incomes": [{"annual": 30_000_000}]}}))

    registry.down.clear()
    counter.wait(minutes=3)

    assert verdict(counter, case_id) == "not_met"


def test_an_officer_who_verified_it_otherwise_is_answerable_for_it(counter, registry):
    registry.down.add(INCOME)
    case_id = counter.apply()
    said = {"incomes": [{"annual": 3_000_000}]}
    with pytest.raises(Invalid):
        verifying.by_hand(counter.world, HOUSING, case_id, INCOME, said, "officer-1", " ")

    verifying.by_hand(counter.world, HOUSING, case_id, INCOME, said, "officer-1", "看了原件")
    registry.down.clear()
    counter.wait(hours=3)

    kept = evidence(counter, case_id)[INCOME]
    assert (kept.status, kept.by_hand, verdict(counter, case_id)) == ("by_hand", "officer-1", "met")
    assert counter.decide(case_id).step == "street"


def test_what_a_registry_has_said_is_not_overruled_by_hand(counter):
    case_id = counter.apply()

    with pytest.raises(Conflict):
        verifying.by_hand(counter.world, HOUSING, case_id, INCOME, {"incomes": []}, "officer-1", "我认识他")


def test_without_the_police_nobody_knows_the_household_and_the_task_waits_at_the_city(counter, registry):
    registry.down.add("police/household")
    case_id = counter.apply()
    assert counter.task(case_id).area == "3401"
    assert {it.status for it in evidence(counter, case_id).values()} == {"unavailable", "answered"}

    registry.down.clear()
    counter.wait(minutes=10)

    assert counter.task(case_id).area == COMMUNITY
    assert {finding.verdict for finding in counter.case(case_id).findings} == {"met"}


def test_whoever_chose_another_city_gets_the_thresholds_of_where_they_live(counter):
    home = {
        "members": [{"name": "王小明", "relation": "本人", "id_number": "340103199000000001"}],
        "local_since": "2015-03-01",
        "area": "341602001001",
    }
    case_id = counter.apply(counter.resident(**{"police/household": home}), area="3401")

    case = counter.case(case_id)
    assert counter.task(case_id).area == "341602001001"
    assert case.edition == current(HOUSING, "3416").digest


def test_fresh_answers_of_the_draft_serve_the_case(counter, registry):
    citizen = counter.resident()
    draft_id = counter.draft(citizen)
    draft = drafts.read(counter.world, citizen.id, draft_id)
    gathering.gather(counter.world, current(HOUSING, "3401"), gathering.of_draft(draft, citizen.id))
    before = len(registry.asked)

    counter.submit(citizen, draft_id)
    counter.settle()

    assert before > 0
    assert len(registry.asked) == before
    assert verdict(counter, draft_id) == "met"
