"""People find what they mean, as they say it; editors mend what is not found, and operators take an index back."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from local.waiting import until
from tests.browser.hall import cookies_of
from tests.browser.people import fits
from tests.browser.test_accessibility import faults_of

NONSENSE = "咪哆铺子"
MOST_BYTES = 60_000
PICKED_UP = 60  # seconds: a container looks every thirty
PAGES = ["/search/", "/search/?q=上户口", "/search/?q=公租房&online=1", f"/search/?q={NONSENSE}铛铛"]
STAFF = [
    "/search/editor",
    f"/search/editor/try?what=synonym&said={NONSENSE}&means=公司设立登记",
    "/search/indexes",
]


@pytest.fixture
def desk(new_phone, anybody, editors):
    page = new_phone()
    page.context.add_cookies(cookies_of(editors[0]))
    return page


def hits(page):
    return page.locator(".hit h3")


def search(page, words):
    page.get_by_label("想办什么事").fill(words)
    page.get_by_role("button", name="搜索").click()
    page.wait_for_url(re.compile(r"/search/\?q="))


def test_a_citizen_finds_a_matter_by_an_everyday_word_from_the_front_page(phone, anybody, photograph):
    phone.goto("/")
    search(phone, "给娃上户口")

    expect(hits(phone).first).to_contain_text("出生登记")
    expect(phone.locator("mark").first).to_be_visible()
    assert fits(phone)
    photograph(phone, "search")
    hits(phone).first.get_by_role("link").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("出生登记")


def test_what_runs_here_is_started_from_the_hit(phone, anybody):
    phone.goto("/search/?q=公租房")
    phone.get_by_role("link", name=re.compile("在线办理")).first.click()

    phone.wait_for_url(re.compile("/public-housing/"))


@pytest.mark.parametrize("words", ["居民身份證丟失補領", "shenfenzheng diushi bulingle"])
def test_traditional_and_typed_pinyin(phone, anybody, words):
    phone.goto("/search/")
    search(phone, words)

    expect(hits(phone).first).to_contain_text("居民身份证")


def test_words_to_go_on_with_come_while_one_types(phone, anybody):
    phone.goto("/search/")
    phone.get_by_label("想办什么事").press_sequentially("公租")

    until(lambda: phone.evaluate("document.querySelectorAll('#suggestions option').length"))
    assert "公租" in phone.evaluate("document.querySelector('#suggestions option').value")


def test_by_keyboard_alone(phone, anybody):
    phone.goto("/search/")
    phone.get_by_label("想办什么事").focus()
    phone.keyboard.type("公租房")
    phone.keyboard.press("Enter")
    phone.wait_for_url(re.compile(r"q="))
    press_until(phone, "只看能在线办的")
    phone.keyboard.press("Enter")
    phone.wait_for_url(re.compile("online=1"))
    press_until(phone, "在线办理")
    phone.keyboard.press("Enter")

    phone.wait_for_url(re.compile("/public-housing/"))


def press_until(page, words, most=40):
    """Tab to the thing of that name."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"no way by keyboard to {words}")


def test_without_a_script_one_searches_filters_and_looks_at_more(new_phone, anybody):
    page = new_phone(java_script_enabled=False)
    page.goto("/search/")
    search(page, "登记")
    page.get_by_text(re.compile(r"更多（\d+）")).click()
    expect(hits(page).nth(4)).to_be_visible()
    page.get_by_role("link", name="企业", exact=True).click()

    expect(page.get_by_role("link", name="企业", exact=True)).to_have_attribute("aria-current", "true")
    expect(hits(page).first).to_be_visible()


def test_where_nothing_likely_is_found_it_is_said_and_there_is_a_way_on(phone, anybody):
    phone.goto("/search/")
    search(phone, f"{NONSENSE}铛铛")

    expect(phone.get_by_text("没有找到有把握的结果")).to_be_visible()
    expect(phone.get_by_role("link", name=re.compile("问问办事助手"))).to_be_visible()
    expect(phone.get_by_role("button", name="办好了告诉我")).to_be_visible()


def test_an_editor_adds_a_synonym_and_it_is_found_and_taken_back_by_index(desk, anybody, editors, photograph):
    desk.goto("/search/editor")
    desk.get_by_label("大家怎么说").fill(NONSENSE)
    desk.get_by_label("正式的说法，或者首推的编号").fill("公司设立登记")
    desk.get_by_role("button", name="看看效果").click()
    expect(desk.get_by_role("heading", name="改了以后")).to_be_visible()
    photograph(desk, "search-trial")
    before = first_for(anybody, NONSENSE)
    desk.get_by_role("button", name="就这样改").click()
    expect(desk.get_by_text(NONSENSE).first).to_be_visible()
    until(lambda: "公司设立登记" in tried(editors[0]), patience=60)
    until(lambda: "公司设立登记" in first_for(anybody, NONSENSE), patience=PICKED_UP)

    desk.goto("/search/indexes")
    desk.get_by_role("button", name=re.compile("换到这一版")).first.click()
    expect(desk.get_by_text("人工固定").first).to_be_visible()
    until(lambda: tried(editors[0]) == before)
    until(lambda: first_for(anybody, NONSENSE) == before, patience=PICKED_UP)
    desk.get_by_role("button", name="恢复自动更新").click()
    expect(desk.get_by_text("全部改动都已生效")).to_be_visible()


def first_for(anybody, words):
    return first(anybody.get(f"/search/?q={quote(words)}").json()["hits"])


def tried(editor):
    """What an editor sees, who always sees what is current."""
    return first(editor.browser.get(f"/search/editor/try?q={quote(NONSENSE)}").json()["before"])


def first(found):
    return found[0]["title"] if found else ""


@pytest.mark.soak  # twenty seconds of make test that its 25 minutes do not have
@pytest.mark.parametrize("mode", ["标准版", "长辈版"])
def test_no_page_has_a_fault_or_is_heavy_or_too_wide(desk, mode, photograph):
    desk.goto(f"/elder?on={int(mode == '长辈版')}&next=/")
    found = {path: faults_of(desk, path) + measured(desk) for path in [*PAGES, *STAFF]}
    desk.goto(PAGES[1])
    photograph(desk, "search-results" + "-elder" * (mode == "长辈版"))

    assert {path: faults for path, faults in found.items() if faults} == {}


def measured(page):
    """Of the page that is open."""
    heavy = ["heavy"] if len(page.content().encode()) > MOST_BYTES else []
    return heavy + ([] if fits(page) else ["too wide"])
