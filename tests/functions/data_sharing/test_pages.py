"""Citizens see who looked at what, when, for which case and why; and what they have agreed to."""

import pytest

from functions.data_sharing.use_cases import viewing
from tests.functions.data_sharing.conftest import CHILD, LI, WANG, Matter, citizen


def test_the_page_says_what_when_why_and_for_which_case(agreed):
    agreed.household()

    page = citizen(agreed).page("/").text

    for words in ("公安部门 · 户籍信息", "同户成员", "您自己办事时", "办理公共租赁住房资格申请", "第八条"):
        assert words in page
    assert "/public-housing/applications/case-1" in page


def test_a_member_of_the_household_sees_it_too_without_a_way_into_the_case(agreed):
    agreed.household()
    agreed.homes(LI, WANG, CHILD)
    agreed.world.directory.people["citizen-2"] = agreed.world.directory.people["citizen-1"]._replace(
        name="王静", id_number=WANG
    )

    page = citizen(agreed, "citizen-2").page("/").text

    assert "名下住房" in page
    assert "家人或代办人办事时" in page
    assert "家庭成员共同申请" in page
    assert "/applications/" not in page


def test_a_stranger_who_tried_ones_number_is_told_of(housing):
    identity = Matter(housing.world, housing.door, slug="identity", purpose="实名认证")
    identity.tell("police/person", citizen_id="citizen-9", case_id="real-name-citizen-9")
    wanted = {"case_id": "real-name-citizen-9", "by": "citizen-9"}
    identity.ask("police/person", LI, fields=["name", "status"], **wanted)

    page = citizen(housing).page("/").text

    assert "另一个账号填写了您的身份证号" in page
    assert "/applications/" not in page


def test_an_officer_is_named_by_the_end_of_their_number_only(agreed):
    agreed.household(by="officer-0123456789abcdef")

    page = citizen(agreed).page("/").text

    assert "工作人员（工号 abcdef）" in page
    assert "0123456789" not in page


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("case", "查看办件"),
        ("numbers", "查看完整的身份证号和手机号"),
        ("material:contract", "查看上传的材料：劳动合同"),
        ("material:gone", "查看上传的材料：材料"),
    ],
)
def test_what_an_officer_looked_at_is_said_in_words(housing, what, words):
    seen = {"case_id": "case-1", "at": housing.world.now(), "matter": "public-housing"}
    seen |= {"owner_id": "citizen-1", "officer_id": "officer-7", "what": what}
    viewing.viewed(housing.world, viewing.Viewed.model_validate(seen))

    page = citizen(housing).page("/").text

    assert words in page
    assert "经办人员履行职责" in page


def test_nobody_has_looked_yet(housing):
    assert "还没有人查询过您的信息" in citizen(housing).page("/").text
    assert "还没有授权" in citizen(housing).page("/consents").text


def test_without_a_real_name_one_is_sent_to_show_it(housing):
    page = citizen(housing, "citizen-9").page("/").text

    assert "/identity/real-name?next=/data-sharing/" in page


def test_a_stranger_signs_in_first(housing):
    assert housing.door.page("/").status == 303
    assert housing.door.fetch("/").status == 401


def test_a_long_log_has_pages(agreed):
    for _ in range(21):
        agreed.household()
    browser = citizen(agreed)

    first = browser.fetch("/").json
    second = browser.fetch(f"/?cursor={first['cursor']}").json

    assert [entry["number"] for entry in first["entries"]] == list(range(21, 1, -1))
    assert [entry["number"] for entry in second["entries"]] == [1]
    assert "看更早的记录" in browser.page("/").text


def test_nobody_turns_the_pages_of_anothers_log(agreed):
    for _ in range(21):
        agreed.household()
    cursor = citizen(agreed).fetch("/").json["cursor"]
    agreed.world.directory.people["citizen-2"] = agreed.world.directory.people["citizen-1"]._replace(
        id_number=WANG
    )

    assert citizen(agreed, "citizen-2").fetch(f"/?cursor={cursor}").status == 422


def test_a_consent_is_shown_with_what_it_covers_and_its_end(agreed):
    browser = citizen(agreed)
    shown = browser.page("/consents").text
    assert "公安部门 · 户籍信息、不动产登记部门 · 名下住房" in shown
    assert "撤回这项授权" in shown

    browser.submit("/consents/public-housing/case-1/revoke", browser.page("/consents"))

    assert "已撤回" in browser.page("/consents").text
    assert "撤回这项授权" not in browser.page("/consents").text


def test_programs_get_the_hashes_to_check_the_chain(agreed):
    agreed.household()
    agreed.household()

    second, first = citizen(agreed).fetch("/").json["entries"]

    assert second["previous"] == first["hash"]
