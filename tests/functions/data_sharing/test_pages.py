"""Citizens see who looked at what, when, for which case and why; and what they have agreed to."""

from tests.functions.data_sharing.conftest import CHILD, LI, WANG, citizen


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


def test_an_officer_is_named_by_the_end_of_their_number_only(agreed):
    agreed.household(by="officer-0123456789abcdef")

    page = citizen(agreed).page("/").text

    assert "工作人员（编号尾号 cdef）" in page
    assert "0123456789" not in page


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
    assert "公安部门 · 户籍信息、不动产登记机构 · 名下住房" in shown
    assert "撤回这项授权" in shown

    browser.submit("/consents/public-housing/case-1/revoke", browser.page("/consents"))

    assert "已撤回" in browser.page("/consents").text
    assert "撤回这项授权" not in browser.page("/consents").text


def test_programs_get_the_hashes_to_check_the_chain(agreed):
    agreed.household()
    agreed.household()

    second, first = citizen(agreed).fetch("/").json["entries"]

    assert second["previous"] == first["hash"]
