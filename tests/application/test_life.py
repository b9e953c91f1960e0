"""A case from the form to its end, through the deployed machine: approved, refused, corrected, objected to, withdrawn, suspended."""

import pytest

from chalicelib.application.model.notice import Objecting, Objection, PublicNotice
from chalicelib.application.use_cases import objecting
from chalicelib.application.use_cases.deciding import Verdict, decided
from chalicelib.clocks import deadline
from chalicelib.errors import Conflict, Invalid, NotFound
from tests.application.counter import HOUSING, Counter, approve_all

REVIEWED = ["community", "street", "bureau"]
COMPLAINT = Objecting(words="他在外地还有一套房子没有申报", name="李四", phone="13900139000")
MISSING = [{"about": "material:contract", "remark": "劳动合同缺最后一页"}]


@pytest.fixture(params=[False, True], ids=["each step once", "each step twice"])
def counter(world, request):
    return Counter(world, twice=request.param)


def rich(counter):
    return counter.resident(**{"social_insurance/income": {"incomes": [{"annual": 30_000_000}]}})


def object_to(counter, case_id) -> Objection:
    objection = objecting.raise_objection(counter.world, HOUSING, case_id, COMPLAINT)
    counter.settle()
    return objection


def decide_objection(counter, objection, upheld):
    objecting.decide(
        counter.world, HOUSING, objection.id, objection.key, upheld, "已经核查", "officer-bureau"
    )
    counter.settle()


def test_an_approval_goes_from_desk_to_desk_to_the_public_and_ends_with_a_certificate(counter):
    case_id = counter.apply()

    for step, area in zip(REVIEWED, ["340103001001", "340103001", "3401"], strict=True):
        assert (counter.task(case_id).step, counter.task(case_id).area) == (step, area)
        counter.decide(case_id)
    assert counter.case(case_id).status == "noticed"
    counter.working_days(6)

    case = counter.case(case_id)
    assert (case.status, case.decision.approved, bool(case.certificate)) == ("approved", True, True)
    assert counter.executions[case_id].ended
    assert counter.told(case_id) == [
        *("submitted", "accepted", "moved", "moved", "moved", "noticed", "decided", "issued")
    ]


def test_a_refusal_rests_on_rules_with_their_articles_and_says_what_would_help(counter):
    case_id = counter.apply(rich(counter))
    counter.decide(case_id, explanation="请上级核定")

    with pytest.raises(Invalid) as nothing:
        counter.decide(case_id, "refuse")
    with pytest.raises(Invalid):
        counter.decide(case_id, "refuse", reasons=["no_such_rule"])
    with pytest.raises(Invalid):
        counter.decide(case_id, "refuse", reasons=["housing"])
    case = counter.decide(case_id, "refuse", reasons=["income"])

    assert "reasons" in nothing.value.fields
    assert (case.status, case.decision.reasons) == ("refused", ["income"])
    assert "第七条第一款第二项" in case.decision.explanation
    assert "行政复议" in case.decision.remedy
    assert counter.executions[case_id].ended


def test_an_approval_against_a_rule_wants_a_reason(counter):
    case_id = counter.apply(rich(counter))

    with pytest.raises(Invalid) as without:
        counter.decide(case_id)

    assert "explanation" in without.value.fields
    assert counter.decide(case_id, explanation="收入证明有误，已经核对").step == "street"


def test_a_correction_is_told_once_and_its_time_is_not_counted(counter):
    case_id = counter.apply()
    counter.working_days(1)
    before = deadline(counter.case(case_id).promised)

    counter.decide(case_id, "correct", missing=MISSING)
    assert counter.case(case_id).status == "correcting"
    assert deadline(counter.case(case_id).promised) is None
    counter.working_days(3)
    case = counter.correct(case_id)

    assert (case.status, counter.task(case_id).step) == ("reviewing", "community")
    assert deadline(case.promised) > before
    with pytest.raises(Conflict, match="只能告知一次"):
        counter.decide(case_id, "correct", missing=MISSING)


def test_a_correction_that_does_not_come_lets_the_case_lapse(counter):
    case_id = counter.apply()
    counter.decide(case_id, "correct", missing=MISSING)

    counter.working_days(30)
    assert counter.case(case_id).status == "correcting"
    counter.wait(days=1)

    assert counter.case(case_id).status == "lapsed"
    assert counter.executions[case_id].ended
    with pytest.raises(Conflict):
        counter.correct(case_id)


def test_a_correction_that_is_handed_in_twice_is_taken_once(counter):
    case_id = counter.apply()
    counter.decide(case_id, "correct", missing=MISSING)

    counter.correct(case_id)
    counter.correct(case_id)

    assert counter.task(case_id).round == 2


def test_a_step_is_sent_back_to_the_one_before_but_not_beyond_the_first(counter):
    case_id = counter.apply()
    with pytest.raises(Conflict):
        counter.decide(case_id, "return", explanation="看漏了")
    counter.decide(case_id)

    counter.decide(case_id, "return", explanation="请核对住址")

    assert (counter.task(case_id).step, counter.task(case_id).round) == ("community", 3)


def test_a_withdrawal_ends_it_at_any_time_and_again_is_harmless(counter):
    case_id = counter.apply()
    counter.decide(case_id)

    counter.withdraw(case_id)
    counter.withdraw(case_id)

    assert counter.case(case_id).status == "withdrawn"
    assert counter.told(case_id).count("decided") == 1
    assert counter.executions[case_id].ended
    with pytest.raises(ValueError, match="unpack"):
        counter.task(case_id)


def test_what_is_decided_cannot_be_withdrawn(counter):
    case_id = counter.apply(rich(counter))
    counter.decide(case_id, "refuse", reasons=["income"])

    with pytest.raises(Conflict):
        counter.withdraw(case_id)


def test_a_special_procedure_stops_the_clock_and_hands_the_task_back_to_whoever_had_it(counter):
    case_id = counter.apply()
    task = counter.task(case_id)
    counter.world.store.commit(task.model_copy(update={"claimed_by": "officer-7"}))
    due = task.due

    counter.suspend(case_id)
    with pytest.raises(Conflict):
        counter.suspend(case_id)
    counter.working_days(4)
    counter.resume(case_id)

    assert counter.task(case_id).claimed_by == "officer-7"
    assert counter.task(case_id).due > due
    assert counter.told(case_id)[-3:] == ["suspended", "resumed", "moved"]
    with pytest.raises(Conflict):
        counter.resume(case_id)


def test_a_suspended_case_is_not_decided(counter):
    case_id = counter.apply()
    task = counter.task(case_id)
    counter.suspend(case_id)

    with pytest.raises(Conflict):
        decided(counter.world, HOUSING, counter.case(case_id), task, Verdict(outcome="approve"), "officer-1")


def test_an_objection_that_is_upheld_brings_the_case_back_to_who_decides_on_it(counter):
    case_id = counter.apply()
    approve_all(counter, case_id)

    decide_objection(counter, object_to(counter, case_id), upheld=True)

    assert (counter.task(case_id).step, counter.task(case_id).round) == ("bureau", 4)
    assert counter.world.store.find(PublicNotice, case_id) is None
    counter.decide(case_id)
    counter.working_days(6)
    assert counter.case(case_id).status == "approved"
    assert counter.told(case_id).count("decided") == 1


def test_an_open_objection_holds_the_decision_up_until_it_is_dismissed(counter):
    case_id = counter.apply()
    approve_all(counter, case_id)
    counter.working_days(4)
    objection = object_to(counter, case_id)

    counter.working_days(3)
    assert counter.case(case_id).status == "noticed"
    decide_objection(counter, objection, upheld=False)

    assert counter.case(case_id).status == "approved"


def test_nobody_objects_once_the_notice_is_over(counter):
    case_id = counter.apply()
    approve_all(counter, case_id)
    counter.working_days(6)

    with pytest.raises(NotFound):
        object_to(counter, case_id)


def test_the_notices_days_do_not_count(counter):
    case_id = counter.apply()
    approve_all(counter, case_id)

    assert deadline(counter.case(case_id).promised) is None
