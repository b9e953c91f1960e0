"""The applicant at the door: from a draft to its decision and its rating, on pages that work without a script."""

import pytest

from chalicelib.application.edition import current
from tests.application.applicant import door_of, stranger
from tests.application.counter import HOUSING, Counter, approve_all


@pytest.fixture
def counter(world):
    return Counter(world)


@pytest.fixture
def citizen(counter):
    return counter.resident()


@pytest.fixture
def door(counter, citizen):
    return door_of(counter.world, HOUSING)


def test_what_was_filled_in_is_shown_once_more_and_who_will_be_asked(counter, citizen, door):
    draft_id = counter.draft(citizen)

    page = door.page(f"/applications/{draft_id}/review")

    assert page.status == 200
    assert "庐阳区长江路1号" in page.text
    assert "劳动合同" in page.text
    assert "公安部门" in page.text


def test_submitting_without_a_script_leads_to_the_progress_page(counter, citizen, door):
    draft_id = counter.draft(citizen)

    reply = door.submit(f"/applications/{draft_id}/review", consent="true")
    counter.settle()
    page = door.page(reply.location.removeprefix("/public-housing"))

    assert reply.location == f"/public-housing/applications/{draft_id}?done=submitted"
    assert "提交成功" in page.text
    assert "社区初审" in page.text
    assert counter.case(draft_id).number in page.text


def test_without_consent_nothing_is_submitted(counter, citizen, door):
    draft_id = counter.draft(citizen)

    reply = door.submit(f"/applications/{draft_id}/review")

    assert reply.status == 422
    assert "请勾选同意" in reply.text
    assert counter.told() == []


def test_what_is_missing_is_told_at_once_with_a_way_to_mend_it(counter, citizen, door):
    draft_id = counter.draft(citizen, answers={"kind": "resident"})

    page = door.page(f"/applications/{draft_id}/review")
    reply = door.post(
        f"/applications/{draft_id}/review", {"consent": True, "edition": current(HOUSING, "3401").digest}
    )

    assert f"/public-housing/applications/{draft_id}/form#home_now" in page.text
    assert "提交申请</button>" not in page.text
    assert reply.status == 422
    assert {"home_now", "home_now_is", "rooms"} <= set(reply.json["errors"])


def test_whoever_is_not_known_by_name_is_sent_to_the_real_name_check(counter, citizen):
    draft_id = counter.draft(citizen)
    door = door_of(counter.world, HOUSING, level=1)

    page = door.page(f"/applications/{draft_id}/review")
    reply = door.post(f"/applications/{draft_id}/review", {"consent": True, "edition": ""})

    assert page.location.startswith("/identity/real-name?next=")
    assert reply.status == 403


def test_an_empty_list_says_how_to_begin(counter, door):
    page = door.page("/applications")

    assert "还没有申请" in page.text
    assert "/public-housing/start" in page.text


def test_drafts_and_cases_are_listed_and_a_draft_can_be_dropped(counter, citizen, door):
    counter.apply(citizen)
    draft_id = counter.draft(citizen)

    listed = door.fetch("/applications").json
    reply = door.submit(f"/applications/{draft_id}/drop", on=door.page("/applications"))

    assert [len(listed["drafts"]), len(listed["cases"])] == [1, 1]
    assert reply.location == "/public-housing/applications?done=dropped"
    assert door.fetch("/applications").json["drafts"] == []


@pytest.mark.parametrize("path", ["", "/withdraw", "/rate", "/papers/acceptance", "/review"])
def test_somebody_elses_case_is_no_case(counter, citizen, path):
    case_id = counter.apply(citizen)
    other = door_of(counter.world, HOUSING, "citizen-9")

    assert other.fetch(f"/applications/{case_id}{path}").status == 404
    assert other.fetch("/applications/nothing" + path).status == 404
    assert stranger(counter.world, HOUSING).fetch(f"/applications/{case_id}{path}").status == 401


def test_withdrawing_asks_first(counter, citizen, door):
    case_id = counter.apply(citizen)

    page = door.page(f"/applications/{case_id}/withdraw")
    reply = door.submit(f"/applications/{case_id}/withdraw", on=page)

    assert "不能恢复" in page.text
    assert reply.location.endswith("?done=withdrawn")
    assert "已撤回" in door.page(f"/applications/{case_id}").text


def test_a_refusal_says_why_by_which_article_and_what_would_help(counter, door):
    rich = counter.resident(**{"social_insurance/income": {"incomes": [{"annual": 30_000_000}]}})
    case_id = counter.apply(rich)
    counter.decide(case_id, "refuse", reasons=["income"])

    page, paper = door.page(f"/applications/{case_id}"), door.page(f"/applications/{case_id}/papers/decision")

    for text in (page.text, paper.text):
        assert "第七条第一款第二项" in text
        assert "行政复议" in text
        assert "25,000 元" in text
    assert "收入减少到标准以下后" in page.text
    assert "不予通过决定书" in paper.text


def test_the_one_time_notice_is_on_the_page_and_on_paper(counter, citizen, door):
    case_id = counter.apply(citizen)
    counter.decide(
        case_id, "correct", missing=[{"about": "material:contract", "remark": "劳动合同缺最后一页"}]
    )

    page = door.page(f"/applications/{case_id}")

    assert "劳动合同缺最后一页" in page.text
    assert "暂停计算" in page.text
    assert "劳动合同缺最后一页" in door.page(f"/applications/{case_id}/papers/correction").text
    assert "补正好了，交回" in door.page(f"/applications/{case_id}/review").text

    reply = door.submit(f"/applications/{case_id}/correct", on=door.page(f"/applications/{case_id}/review"))
    counter.settle()
    assert reply.location.endswith("?done=corrected")
    assert counter.task(case_id).step == "community"


def test_a_special_procedure_is_told_in_writing(counter, citizen, door):
    case_id = counter.apply(citizen)
    counter.suspend(case_id)

    page = door.page(f"/applications/{case_id}")

    assert "需要专家鉴定" in page.text
    assert "第四十五条" in door.page(f"/applications/{case_id}/papers/suspension").text


def test_the_public_sees_what_is_declared_masked_and_may_object(counter, citizen, door):
    case_id = counter.apply(citizen)
    approve_all(counter, case_id)
    public = stranger(counter.world, HOUSING)

    page = public.page(f"/notices/{case_id}")
    reply = public.submit(
        f"/notices/{case_id}/objections",
        on=page,
        words="他在外地还有一套房子没有申报",
        name="李四",
        phone="13900139000",
    )

    assert "王**" in public.page("/notices").text
    assert "城镇住房收入困难家庭" in page.text
    assert "王小明" not in page.text
    assert "340103" not in page.text.replace(counter.case(case_id).number, "")
    assert reply.location == f"/public-housing/notices/{case_id}?done=objected"
    assert "已经收到您的异议" in public.page(f"/notices/{case_id}?done=objected").text


def test_an_objection_without_a_telephone_is_remarked_on(counter, citizen):
    case_id = counter.apply(citizen)
    approve_all(counter, case_id)
    public = stranger(counter.world, HOUSING)

    reply = public.submit(
        f"/notices/{case_id}/objections",
        on=public.page(f"/notices/{case_id}"),
        words="太短",
        name="李四",
        phone="1",
    )

    assert reply.status == 422
    assert 'aria-invalid="true"' in reply.text


def test_nobody_objects_for_ever(counter, citizen):
    case_id = counter.apply(citizen)
    approve_all(counter, case_id)
    public = stranger(counter.world, HOUSING)
    objection = {"words": "他在外地还有一套房子没有申报", "name": "李四", "phone": "13900139000"}

    replies = [public.post(f"/notices/{case_id}/objections", objection, key=f"key-000{n}") for n in range(6)]

    assert [reply.status for reply in replies][-1] == 429


def test_a_decided_case_is_rated_once(counter, citizen, door):
    case_id = counter.apply(citizen)
    counter.withdraw(case_id)

    reply = door.submit(
        f"/applications/{case_id}/rate", stars="2", indicators=["slow", "hard"], words="太慢了"
    )

    assert reply.location.endswith("?done=rated")
    assert "15 个工作日" in door.page(f"/applications/{case_id}").text
    assert door.post(f"/applications/{case_id}/rate", {"stars": 5}).status == 409
