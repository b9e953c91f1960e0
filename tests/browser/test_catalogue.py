"""A citizen reads how something is done; an editor writes, another publishes, and takes it back."""

import re

import pytest
from playwright.sync_api import expect

from local.waiting import until
from tests.browser.people import fits, press
from tests.browser.test_accessibility import faults_of

MATTER = "newborn-household"
GUIDE, HISTORY = f"/catalogue/matters/{MATTER}", f"/catalogue/editor/entries/{MATTER}"
SAID = "孩子的户口咋个上法"
CHANGED = "孩子出生以后一个月内，由父母申报登记户口。"
PAGES = ["/catalogue/", GUIDE, "/catalogue/matters/public-housing", "/catalogue/scenarios/new-baby"]
PAGES += ["/catalogue/themes/户籍办理?area=3401"]
DESKS = ["/catalogue/editor", "/catalogue/editor/entries", f"/catalogue/editor/matters/{MATTER}", HISTORY]


def released(province):
    """The number of the newest release."""
    return lambda: province.owner().browser.get("/catalogue/").json()["number"]


def test_a_citizen_reads_how_it_is_done_and_goes_on(phone, published, photograph):
    phone.goto("/catalogue/")
    phone.get_by_role("link", name="一件事一次办").click()
    phone.get_by_role("link", name="新生儿出生一件事").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("新生儿出生一件事")
    photograph(phone, "scenario")
    assert fits(phone)
    phone.get_by_role("link", name=re.compile("出生登记")).first.click()
    expect(phone.get_by_role("heading", name="要什么材料")).to_be_visible()
    expect(phone.get_by_text("这件事不在通办办")).to_be_visible()
    photograph(phone, "guide")
    assert fits(phone)

    phone.goto("/catalogue/themes/住房保障")
    phone.get_by_role("link", name=re.compile("公共租赁住房.*网上办")).first.click()
    phone.get_by_role("link", name="开始办理").click()
    phone.wait_for_url("**/public-housing/")


def test_without_a_script_by_keyboard_and_in_elder_mode(new_phone, published, photograph):
    page = new_phone(java_script_enabled=False)
    page.goto(f"/catalogue/elder?on=1&next={GUIDE}")
    photograph(page, "guide-elder")
    assert fits(page)
    page.goto("/catalogue/scenarios/new-baby")
    photograph(page, "scenario-elder")
    assert fits(page)
    page.goto("/catalogue/matters/public-housing")
    start = page.get_by_role("link", name="开始办理")
    for _ in range(12):
        page.keyboard.press("Tab")
        if start.evaluate("it => it === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/public-housing/")


def test_one_editor_writes_another_publishes_and_takes_it_back(
    province, published, editors_pages, phone, photograph
):
    wang, li = editors_pages
    before = released(province)()
    wang.goto(f"/catalogue/editor/matters/{MATTER}?utterance={SAID}")
    expect(wang.get_by_label("问法")).to_have_value(re.compile(SAID))
    photograph(wang, "editor-form")
    assert fits(wang)
    wang.get_by_label("一句话说明").fill(CHANGED)
    press(wang, "存成草稿")
    photograph(wang, "editor-history")
    assert fits(wang)
    wang.get_by_role("link", name="预览").click()
    expect(wang.get_by_text("这是预览")).to_be_visible()
    expect(wang.get_by_text(CHANGED)).to_be_visible()
    wang.goto(HISTORY)
    press(wang, "提交审核")
    expect(wang.get_by_text("等另一位编目员审核发布")).to_be_visible()

    li.goto("/catalogue/editor")
    photograph(li, "editor-desk")
    li.get_by_role("link", name=re.compile("出生登记")).click()
    expect(li.locator("ins", has_text=CHANGED)).to_be_visible()
    press(li, "审核通过，发布")
    expect(li.get_by_text("现在生效的是第 2 版")).to_be_visible()
    phone.goto(GUIDE)
    expect(phone.get_by_text(CHANGED)).to_be_visible()
    assert until(released(province), lambda number: number > before, patience=60)

    press(li, "回退到第 1 版")
    wang.goto(HISTORY)
    press(wang, "审核通过，发布")
    expect(wang.get_by_text("现在生效的是第 3 版")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text(CHANGED)).to_have_count(0)


@pytest.mark.soak  # twenty seconds of make test that its 25 minutes do not have
@pytest.mark.parametrize("mode", ["标准版", "长辈版"])
def test_no_page_has_a_fault(published, editors_pages, mode):
    page = editors_pages[0]
    if mode == "长辈版":
        page.goto("/catalogue/elder?on=1&next=/catalogue/")

    faults = {path: faults_of(page, path) for path in [*PAGES, *DESKS]}

    assert {path: found for path, found in faults.items() if found} == {}
