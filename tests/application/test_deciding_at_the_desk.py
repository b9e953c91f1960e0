"""Deciding a step: who may, what each verdict does, and of two who decide at once one prevails."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from chalicelib.application.model.action import Action
from chalicelib.application.model.case import Case, Missing
from chalicelib.application.model.desk import Decide, Round
from chalicelib.application.use_cases import queueing, reviewing
from chalicelib.errors import Conflict, Invalid, NotYours
from tests.application.office import CITY, COMMUNITY, HOUSING, Office, caller

RICH = {"social_insurance/income": {"incomes": [{"annual": 40_000_000}]}}
COMMUNITY_OFFICER = caller("community", "community", COMMUNITY)
BUREAU = caller("bureau", "bureau", CITY)


@pytest.fixture
def office(world):
    world.clock.time = datetime(2026, 5, 6, 2, tzinfo=UTC)
    return Office(world)


def held(office, officer=None, **more):
    """A case that the officer has claimed."""
    case, officer = office.case(**more), officer or office.street
    queueing.claim(office.world, HOUSING, officer, case.id, Round(round=case.round))
    return case


def decide(office, officer, case, outcome="approve", **given):
    given = Decide(**{"round": case.round} | given)
    return reviewing.decide(office.world, HOUSING, officer, case.id, outcome, given)


def now(office, case):
    return office.world.store.get(Case, case.id)


def facts(office):
    return [fact.type for fact in office.world.bus.facts]


def test_an_approved_step_leads_to_the_next(office):
    case = held(office)

    decide(office, office.street, case)

    after, task = now(office, case), office.task(case.id)
    assert (after.status, after.step, after.round) == ("reviewing", "bureau", 3)
    assert (task.open, task.outcome, task.done_by) == (False, "approve", office.street.id)
    assert facts(office)[-1] == "application.moved"


def test_the_last_step_is_shown_to_the_public(office):
    case = held(office, BUREAU, step="bureau")

    decide(office, BUREAU, case)

    assert now(office, case).status == "noticed"


def test_what_is_returned_goes_to_the_step_before(office):
    case = held(office)

    decide(office, office.street, case, "return", explanation="住址和户籍不一致，请再核对。")

    assert (now(office, case).step, now(office, case).round) == ("community", 3)


def test_a_return_says_why(office):
    case = held(office)

    with pytest.raises(Invalid) as refused:
        decide(office, office.street, case, "return")

    assert "explanation" in refused.value.fields


def test_a_refusal_names_article_and_remedy(office):
    case = held(office, evidence=RICH)

    decide(office, office.street, case, "refuse", reasons=["income"], explanation="家庭收入超出标准。")

    decision = now(office, case).decision
    assert now(office, case).status == "refused"
    assert decision.by == office.street.id
    assert decision.reasons == ["income"]
    assert "第七条" in decision.explanation
    assert "收入减少到标准以下后" in decision.remedy
    assert "application.decided" in facts(office)


@pytest.mark.parametrize("given", [{"reasons": ["income"]}, {"explanation": "不符合。"}])
def test_a_refusal_wants_both_reasons_and_words(office, given):
    case = held(office, evidence=RICH)

    with pytest.raises(Invalid):
        decide(office, office.street, case, "refuse", **given)

    assert now(office, case) == case


def test_what_is_missing_is_told_once(office):
    case = held(office)
    missing = [Missing(about="material:contract", remark="合同缺最后一页。")]

    decide(office, office.street, case, "correct", missing=missing)

    after = now(office, case)
    assert (after.status, after.correction.missing) == ("correcting", missing)
    assert after.promised.pauses[-1].why == "correction"
    assert office.task(case.id).open is False
    assert "application.correction_wanted" in facts(office)


def test_nobody_approves_what_is_not_verified(office):
    case = held(office, silent={"vehicles/registered"})

    with pytest.raises(Conflict, match="没有核实"):
        decide(office, office.street, case)


def test_nobody_decides_what_they_have_not_claimed(office):
    case = office.case()

    with pytest.raises(Conflict, match="认领"):
        decide(office, office.street, case)


def test_a_form_of_an_earlier_round_decides_nothing(office):
    case = held(office)

    with pytest.raises(Conflict, match="已经有人办理过"):
        decide(office, office.street, case, round=1)


def test_of_two_who_decide_at_once_one_prevails(office):
    case = held(office, evidence=RICH)
    words = {"reasons": ["income"], "explanation": "家庭收入超出标准。"}

    def attempt(outcome):
        try:
            decide(office, office.street, case, outcome, **words)
        except Conflict as refused:
            return str(refused)
        return outcome

    with ThreadPoolExecutor(2) as both:
        outcomes = list(both.map(attempt, ["approve", "refuse"]))

    won = next(it for it in outcomes if it in {"approve", "refuse"})
    assert sorted(outcomes) == sorted([won, "这一步已经有人办理过了，请刷新后查看。"])
    assert office.task(case.id).outcome == won
    assert facts(office).count("application.moved") == 1


def test_the_one_who_was_slower_reads_so_in_clear_words(office):
    case = held(office)
    door = office.door(office.street)
    page = door.page(f"/officer/cases/{case.id}")
    decide(office, office.street, case)

    reply = door.submit(f"/officer/cases/{case.id}/approve", page, round=2)

    assert reply.status == 409
    assert "这一步已经有人办理过了，请刷新后查看。" in reply.text


def test_every_action_stands_on_the_case(office):
    case = held(office)

    decide(office, office.street, case, "return", explanation="请再核对。")

    last = office.world.store.parts(Action, case.id)[-1]
    assert (last.by, last.what, last.step, last.note) == (office.street.id, "return", "street", "请再核对。")


def test_the_same_person_does_not_decide_two_steps(office):
    both = caller("both").model_copy(update={"posts": frozenset({f"{HOUSING}:street", f"{HOUSING}:bureau"})})
    both = both.model_copy(update={"area": CITY})
    case = held(office, both)
    decide(office, both, case)
    office.next_step(case.id)

    with pytest.raises(NotYours, match="另一位"):
        queueing.claim(office.world, HOUSING, both, case.id, Round(round=3))


def test_after_a_return_the_same_person_decides_the_same_step_again(office):
    case = held(office)
    decide(office, office.street, case, "return", explanation="请再核对。")
    office.next_step(case.id)
    queueing.claim(office.world, HOUSING, COMMUNITY_OFFICER, case.id, Round(round=3))
    decide(office, COMMUNITY_OFFICER, now(office, case))
    office.next_step(case.id)

    queueing.claim(office.world, HOUSING, office.street, case.id, Round(round=4))
    decide(office, office.street, now(office, case))

    assert now(office, case).step == "bureau"
