"""A case at the officers' desk as browsers meet it: what is shown, and what every look leaves behind."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from chalicelib.application.model.action import Action
from chalicelib.application.model.document import Document
from chalicelib.store import Store
from tests.application.office import APPLICANT, CITY, SPOUSE, Office, caller

RICH = {"social_insurance/income": {"incomes": [{"annual": 40_000_000}]}}
SUPERIOR = caller("chief", "superior", CITY)
LOOKS = ["/officer", "/officer/absence", "/officer/overview", "/officer/cases/case-1"]


@pytest.fixture
def office(world):
    world.clock.time = datetime(2026, 5, 6, 2, tzinfo=UTC)
    return Office(world)


def claimed(office, officer=None, **more):
    case, officer = office.case(**more), officer or office.street
    door = office.door(officer)
    door.post(f"/officer/cases/{case.id}/claim", {"round": case.round}, key=f"claim-{case.id}")
    return case, door


@pytest.mark.parametrize("elder", ["0", "1"])
def test_every_page_renders_in_both_modes(office, elder):
    case, _ = claimed(office, silent={"vehicles/registered"}, evidence=RICH)
    for officer, paths in ((office.street, LOOKS[:2]), (SUPERIOR, LOOKS)):
        door = office.door(officer)
        door.cookies["tongban_elder"] = elder
        for path in paths:
            reply = door.page(path)
            assert (reply.status, path) == (200, path)
            assert ('class="elder"' in reply.text) == (elder == "1")
    assert case.id == "case-1"


def test_the_queue_says_how_long_there_is_and_is_empty_at_first(office):
    door = office.door(office.street)

    assert "没有待办" in door.page("/officer").text
    case = office.case(days_ago=9)
    page = door.page("/officer").text
    assert case.number in page
    assert '<span class="left late">已超期 2 个工作日</span>' in page


def test_evidence_stands_beside_the_form_with_who_said_it(office):
    office.case(silent={"vehicles/registered"})

    page = office.door(office.street).page("/officer/cases/case-1").text

    assert re.search(r"现在的住处</b>：长江路 1 号\s*<span class=\"fine\">申请人", page)
    assert "公安部门提供，5月6日 10:00" in page
    assert "答复有对方签名" in page
    assert re.search(r"名下车辆</b>：<span class=\"left near\">待核实", page)
    assert "5月6日 10:01 再问一次" in page


def test_findings_name_fact_threshold_and_article(office):
    office.case(evidence=RICH)

    page = office.door(office.street).page("/officer/cases/case-1").text

    assert "不符合：家庭人均月收入低于规定标准" in page
    assert "标准 不超过 3,825 元" in page
    assert "第七条第一款第二项" in page


def test_numbers_of_people_are_masked_until_somebody_asks(office):
    office.case()
    door = office.door(office.street)

    masked = door.page("/officer/cases/case-1")
    shown = door.submit("/officer/cases/case-1/show", masked)

    assert APPLICANT not in masked.text
    assert SPOUSE not in masked.text
    assert "340*************15" in masked.text
    assert APPLICANT in shown.text
    assert [it.what for it in office.world.store.parts(Action, "case-1")] == ["viewed", "shown"]


def test_every_look_is_told_to_the_citizens_own_log(office):
    office.case()

    office.door(office.street).page("/officer/cases/case-1")

    fact = office.world.bus.facts[-1]
    assert fact.type == "application.viewed"
    assert (fact.data["owner_id"], fact.data["officer_id"]) == ("citizen-1", office.street.id)


@dataclass(frozen=True)
class Forgetful(Store):
    """Keeps no action."""

    def commit(self, *changes):
        if any(isinstance(it, Action) for it in changes):
            raise ConnectionError("the table does not answer")
        super().commit(*changes)


def test_a_look_that_cannot_be_logged_shows_nothing(office):
    office.case()
    door, store = office.door(office.street), office.world.store
    door.world = replace(office.world, store=Forgetful(store.vault, store.outbox, store.now))

    reply = door.page("/officer/cases/case-1")

    assert reply.status == 500
    assert "长江路" not in reply.text


def test_a_material_is_seen_by_a_link_for_a_minute_and_that_is_logged(office):
    case = office.case()
    office.world.store.commit(
        Document(
            id=case.id,
            name="contract",
            key="kept/contract",
            media_type="application/pdf",
            size=4096,
            sha256="0" * 64,
            handed_in=office.world.now(),
        )
    )
    door = office.door(office.street)

    assert "劳动合同" in door.page("/officer/cases/case-1").text
    assert "seconds=60" in door.page("/officer/cases/case-1/materials/contract").location
    assert office.world.store.parts(Action, case.id)[-1].note == "劳动合同"
    assert door.page("/officer/cases/case-1/materials/nothing").status == 404


def test_the_form_of_a_refusal_brings_article_and_remedy(office):
    _, door = claimed(office, evidence=RICH)

    page = door.page("/officer/cases/case-1")

    assert 'name="reasons" value="income" checked' in page.text
    assert "可以怎么办：收入减少到标准以下后，可以再次申请。" in page.text


def test_approval_is_not_offered_while_something_is_not_verified(office):
    _, sure = claimed(office)
    _, unsure = claimed(office, silent={"vehicles/registered"})

    assert (
        'formaction="/public-housing/officer/cases/case-1/approve"' in sure.page("/officer/cases/case-1").text
    )
    assert "/officer/cases/case-2/approve" not in unsure.page("/officer/cases/case-2").text


def test_a_browser_refuses_with_reasons(office):
    case, door = claimed(office, evidence=RICH)
    path = f"/officer/cases/{case.id}/refuse"
    page = door.page(f"/officer/cases/{case.id}")

    wordless = door.submit(path, page, round=2, reasons=["income"], explanation="")
    refused = door.submit(path, wordless, round=2, reasons=["income"], explanation="收入超出标准。")

    assert wordless.status == 422
    assert "请用自己的话向申请人说明" in wordless.text
    assert refused.location == "/public-housing/officer?done=refuse"
    assert "已作出不予通过的决定" in door.page("/officer?done=refuse").text


def test_a_browser_tells_what_is_missing_and_leaves_the_rest_blank(office):
    case, door = claimed(office)
    page = door.page(f"/officer/cases/{case.id}")
    names = {
        about: name.removesuffix(".about")
        for name, about in page.hidden.items()
        if name.startswith("missing.")
    }

    reply = door.submit(
        f"/officer/cases/{case.id}/correct",
        page,
        **{"round": 2, f"{names['material:contract']}.remark": "合同缺最后一页。"},
    )

    assert reply.status == 303
    page = door.page(f"/officer/cases/{case.id}").text
    assert "合同缺最后一页。" in page
    assert "等申请人补正" in page


def test_a_browser_vouches_for_a_registry(office):
    case, door = claimed(office, silent={"social_insurance/contributions"})
    page = door.page(f"/officer/cases/{case.id}")
    given = {"round": 2, "service": "social_insurance/contributions", "reason": "查看参保证明原件。"}

    wrong = door.submit(f"/officer/cases/{case.id}/verify", page, **given, insured_months="很久")
    right = door.submit(f"/officer/cases/{case.id}/verify", wrong, **given, insured_months="30")

    assert wrong.status == 422
    assert right.location.endswith("?done=verified")
    assert "人工核实" in door.page(f"/officer/cases/{case.id}").text


def test_a_form_of_another_site_decides_nothing(office):
    case, door = claimed(office)
    page = door.page(f"/officer/cases/{case.id}")

    reply = door.submit(f"/officer/cases/{case.id}/approve", page, round=2, csrf_token="stolen")

    assert reply.status == 403
    assert office.task(case.id).open


def test_the_same_decision_sent_twice_is_made_once(office):
    case, door = claimed(office)

    first = door.post(f"/officer/cases/{case.id}/approve", {"round": 2}, key="decide-once")
    again = door.post(f"/officer/cases/{case.id}/approve", {"round": 2}, key="decide-once")

    assert (first.status, again.status) == (200, 200)
    assert [fact.type for fact in office.world.bus.facts].count("application.moved") == 1


def test_a_superior_sees_the_case_and_decides_nothing(office):
    office.case()
    door = office.door(SUPERIOR)

    assert door.post("/officer/cases/case-1/claim", {"round": 2}).status == 403
    assert door.post("/officer/cases/case-1/approve", {"round": 2}, key="k-approve").status == 403
    assert "改派" in door.page("/officer/cases/case-1").text


def test_an_officer_of_the_street_still_reads_what_the_bureau_has_now(office):
    case, door = claimed(office)
    door.post(f"/officer/cases/{case.id}/approve", {"round": 2}, key="approve-1")
    office.next_step(case.id)

    page = door.page(f"/officer/cases/{case.id}")

    assert page.status == 200
    assert "市级住房保障部门复核" in page.text
    assert "formaction=" not in page.text
