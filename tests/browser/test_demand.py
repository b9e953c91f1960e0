"""What nobody answers is seen, answered by an editor, found by the next search, and told to whoever asked to be told."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from local.waiting import until
from tests.browser.hall import cookies_of
from tests.browser.people import fits, press
from tests.browser.test_accessibility import faults_of

pytestmark = pytest.mark.soak  # it waits for sweeps, a release and an index
SAID = [
    "高职扩招怎么报名",
    "高职扩招条件",
    "高职扩招在哪报",
    "高职扩招报名时间",
    "高职扩招要考试吗",
    "退伍军人高职扩招",
]
SOUGHT = "高职扩招怎么报名"
ID = "q-vocational-college"
FORM, HISTORY = f"/catalogue/editor/questions/{ID}", f"/catalogue/editor/entries/{ID}"
TITLE = "高职扩招怎么报名？"
LONG = 180  # seconds: a minute's sweep, a release, an index, and copies half a minute old


def found(browser):
    """The title that answers, if any does."""
    it = browser.get(f"/search/?q={quote(SOUGHT)}").json()
    return it["answered"] and it["hits"][0]["title"]


def test_from_a_search_without_an_answer_to_a_text_that_there_is_one(
    province, new_phone, editors_pages, anybody, photograph
):
    owner, phone = province.owner(), new_phone()
    phone.context.add_cookies(cookies_of(owner))
    wang, li = editors_pages
    assert not found(anybody)

    phone.goto(f"/search/?q={quote(SOUGHT)}")
    press(phone, "办好了告诉我")
    expect(phone.get_by_role("heading", level=2)).to_have_text(SOUGHT)
    photograph(phone, "wishes")
    assert fits(phone)
    assert faults_of(phone, "/search/wishes") == []

    wang.goto("/search/demand")
    expect(wang.get_by_text(SOUGHT)).to_be_visible()
    photograph(wang, "demand")
    assert fits(wang)
    assert faults_of(wang, "/search/demand") == []

    wang.goto(f"{FORM}?utterance={quote(SOUGHT)}")
    wang.get_by_label("问题", exact=True).fill(TITLE)
    wang.get_by_label("答案").fill("以省教育招生考试院当年的公告为准。")
    wang.get_by_label("问法").fill("\n".join(SAID))
    press(wang, "存成草稿")
    press(wang, "提交审核")
    li.goto(HISTORY)
    press(li, "审核通过，发布")

    until(lambda: found(anybody) == TITLE, patience=LONG)
    proposed = li.get_by_role("button", name="是答案，告诉他们")

    def is_proposed():
        li.goto("/search/demand")
        return proposed.is_visible()

    until(is_proposed, patience=LONG)
    photograph(li, "demand-proposed")
    proposed.click()

    def is_told():
        phone.goto("/search/wishes")
        return phone.get_by_text("有答案了").is_visible()

    until(is_told, patience=LONG)
    photograph(phone, "wishes-answered")
    phone.get_by_role("link", name=TITLE).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_pages_in_elder_mode(new_phone, editors, anybody, photograph):
    page = new_phone()
    page.context.add_cookies(cookies_of(editors[0]))
    page.goto("/search/elder?on=1&next=/search/demand")
    photograph(page, "demand-elder")
    assert fits(page)
    page.goto("/search/wishes")
    photograph(page, "wishes-elder")
    assert fits(page)
    assert re.search("没有在等的事", page.content())
