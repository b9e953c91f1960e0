"""A case on its whole way, with every officer at their own door and the state machine between them."""

import pytest

from chalicelib.application.model.action import Action
from chalicelib.application.model.notice import Objecting
from chalicelib.application.use_cases import objecting
from tests.application.counter import COMMUNITY, HOUSING, Counter
from tests.application.office import CITY, Office, caller

STAFF = {
    "community": caller("community", "community", COMMUNITY),
    "street": caller("street", "street", COMMUNITY[:9]),
    "bureau": caller("bureau", "bureau", CITY),
}
RICH = {"social_insurance/income": {"incomes": [{"annual": 40_000_000}]}}


@pytest.fixture
def counter(world):
    return Counter(world)


@pytest.fixture
def desk(counter):
    """Lets the officer of the case's step find it in their queue, claim it, and do something with it."""
    office, count = Office(counter.world), iter(range(10_000))

    def act(case_id, verb="approve", **given):
        officer = STAFF[counter.task(case_id).role]
        door, task = office.door(officer), counter.task(case_id)
        assert case_id in [row["case_id"] for row in door.fetch("/officer").json["rows"]]
        for step in ("claim", verb):
            body = {"round": task.round} | (given if step == verb else {})
            reply = door.post(f"/officer/cases/{case_id}/{step}", body, key=f"journey-{next(count):06}")
            assert reply.status == 200, reply.text
        counter.settle()
        return counter.case(case_id)

    return act


def test_three_officers_approve_and_nobody_objects(counter, desk):
    case_id = counter.apply()

    for _ in STAFF:
        desk(case_id)
    noticed = counter.case(case_id).status
    counter.working_days(6)

    assert noticed == "noticed"
    assert counter.case(case_id).status == "approved"
    done = [it.what for it in counter.world.store.parts(Action, case_id)]
    assert done == ["claimed", "approve"] * 3


def test_a_refusal_ends_it_with_article_and_remedy(counter, desk):
    case_id = counter.apply(counter.resident(**RICH))
    words = {"reasons": ["income"], "explanation": "收入超出标准。"}

    case = desk(case_id, "refuse", **words)

    assert case.status == "refused"
    assert "第七条" in case.decision.explanation
    assert "decided" in counter.told(case_id)


def test_what_was_missing_comes_and_goes_on(counter, desk):
    case_id = counter.apply()

    desk(case_id, "correct", missing=[{"about": "material:contract", "remark": "合同缺最后一页。"}])
    counter.correct(case_id)
    desk(case_id)

    assert counter.case(case_id).step == "street"


def test_what_the_street_returns_the_community_decides_again(counter, desk):
    case_id = counter.apply()
    desk(case_id)

    desk(case_id, "return", explanation="住址和户籍不一致，请再核对。")
    assert counter.task(case_id).role == "community"
    desk(case_id)
    desk(case_id)

    assert counter.task(case_id).role == "bureau"


def test_an_upheld_objection_comes_back_to_the_bureau_and_is_decided_anew(counter, desk):
    case_id = counter.apply()
    for _ in STAFF:
        desk(case_id)
    given = Objecting(words="这家人在市里另有一套住房，请核查。", name="张三", phone="13900139000")
    key = objecting.raise_objection(counter.world, HOUSING, case_id, given).key
    door = Office(counter.world).door(STAFF["bureau"])

    door.post(f"/officer/objections/{case_id}/{key}", {"upheld": True, "words": "属实，退回复核。"})
    counter.settle()
    case = desk(case_id, "return", explanation="请社区和街道重新核对住房。")

    assert case.step == "street"


def test_a_special_procedure_gives_the_days_back(counter, desk):
    case_id = counter.apply()
    before = counter.task(case_id).due
    desk(case_id, "suspend", kind="实地核查", notice="需要上门核实，大约三个工作日。")
    counter.working_days(3)
    door = Office(counter.world).door(STAFF["community"])

    door.post(f"/officer/cases/{case_id}/resume", {"round": 1}, key="resume-000001")
    counter.settle()

    assert counter.task(case_id).due > before
