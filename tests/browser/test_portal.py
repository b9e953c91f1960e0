"""The front page, my matters, the inbox and the account on a phone; without a script, by keyboard, and without a network."""

import re

import pytest
from playwright.sync_api import expect

from local.waiting import until
from tests.browser.hall import again, cookies_of
from tests.browser.people import fits
from tests.browser.test_accessibility import faults_of

PAGES = ["/", "/city", "/my", "/my?show=done", "/inbox", "/account", "/account/forget", "/offline"]
MOST_BYTES = 60_000
GUIDE = "/public-housing/"
KEPT = "caches.open('pages-1').then((cache) => cache.keys()).then((keys) => keys.map(({ url }) => url))"


@pytest.fixture(scope="module", autouse=True)
def all_of_it(published):
    """The front page as people see it."""


@pytest.fixture(scope="module")
def owner(province):
    """Whose car is in somebody's way."""
    owner = province.owner()
    link, plate = province.car(owner)
    province.passer_by().ask(link, plate)
    return owner


@pytest.fixture
def signed_in(new_phone, owner):
    page = new_phone()
    page.context.add_cookies(cookies_of(owner))
    return page


def kept_ready(page):
    """The worker has begun, and has the page before it in its hands."""
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    soon(page, "navigator.serviceWorker.controller !== null")


def soon(page, words):
    """What happens beside the page takes a moment."""
    until(lambda: page.evaluate(words))


@pytest.mark.soak  # twenty seconds of make test that its 25 minutes do not have
@pytest.mark.parametrize("mode", ["标准版", "长辈版"])
def test_no_page_has_a_fault_or_is_heavy_or_too_wide(signed_in, mode, photograph):
    signed_in.goto(f"/elder?on={int(mode == '长辈版')}&next=/")
    faults = {}
    for path in PAGES:
        faults[path] = [*faults_of(signed_in, path), *([] if fits(signed_in) else ["too wide"])]
    signed_in.goto("/")
    photograph(signed_in, "portal" + "-elder" * (mode == "长辈版"))

    assert {path: found for path, found in faults.items() if found} == {}


def test_a_page_with_all_that_it_needs_is_light(new_phone, province):
    page = new_phone(service_workers="block")
    came = []
    page.on("response", lambda answer: came.append(len(answer.body())))

    page.goto("/", wait_until="networkidle")

    assert sum(came) <= MOST_BYTES


def test_without_a_script_one_searches_chooses_a_city_and_gets_larger_letters(new_phone):
    page = new_phone(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="换城市").click()
    page.get_by_role("link", name="芜湖市").click()
    expect(page.get_by_role("link", name="芜湖市")).to_be_visible()

    page.get_by_role("link", name="长辈版").click()
    expect(page.get_by_role("link", name=re.compile("打电话办"))).to_have_attribute("href", "tel:12345")
    page.get_by_label("想办什么事").fill("上户口")
    page.get_by_role("button", name="搜索").click()

    page.wait_for_url(re.compile(r"/search/\?q="))


def test_by_keyboard_alone_one_gets_from_the_front_page_to_a_matter_and_back(new_phone):
    page = new_phone()
    page.goto("/")

    walk_to(page, "水电气缴费")
    page.wait_for_url(re.compile("/identity/sign-in"))
    walk_to(page, "通办首页")

    expect(page.get_by_role("heading", name="您想办什么事")).to_be_visible()


def walk_to(page, words):
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.textContent.trim()")
        if focused == words:
            return page.keyboard.press("Enter")
    raise AssertionError(f"no way to {words}")


def test_what_is_under_way_stands_on_the_front_page_in_my_list_and_in_the_inbox(signed_in):
    signed_in.goto("/my")
    again(signed_in, "有人请您挪车")
    expect(signed_in.get_by_role("link", name="请您挪车")).to_be_visible()
    signed_in.goto("/my?show=done")
    expect(signed_in.get_by_text("挪车码使用中")).to_be_visible()
    signed_in.goto("/")
    expect(signed_in.get_by_text("有人请您挪车").first).to_be_visible()
    expect(signed_in.get_by_text("条未读")).to_be_visible()
    signed_in.get_by_role("link", name=re.compile("消息")).first.click()

    signed_in.get_by_role("button", name="全部标为已读").click()

    expect(signed_in.get_by_text("已全部标为已读")).to_be_visible()
    signed_in.goto("/")
    expect(signed_in.get_by_text("没有未读")).to_be_visible()
    signed_in.goto("/my")
    signed_in.get_by_role("link", name="请您挪车").click()
    expect(signed_in).to_have_url(re.compile("/car-move/inquiries/"))


def test_an_application_is_followed_from_the_front_page(citizen, family):
    applicant = citizen(*family(7)).apply()
    page = applicant.page
    page.get_by_role("link", name="我的办件").click()
    again(page, "公租房申请")
    again(page, "正在办理")
    expect(page.get_by_text(re.compile("剩余 [0-9]+ 个工作日"))).to_be_visible()
    assert fits(page)

    page.get_by_role("link", name="公租房申请").click()

    page.wait_for_url(re.compile(f"/public-housing/applications/{applicant.case}"))


def test_without_a_network_what_was_opened_is_shown_and_marked_as_old(new_phone):
    page = new_phone()
    kept_ready(page)
    page.goto(GUIDE)
    soon(page, "caches.match(location.href).then(Boolean)")
    page.context.set_offline(True)

    page.goto("/")
    expect(page.get_by_role("status")).to_contain_text("现在没有网络。这是")
    expect(page.get_by_role("link", name="水电气缴费")).to_be_visible()
    page.goto(GUIDE)
    expect(page.get_by_role("status")).to_contain_text("可能已经变了")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto("/car-move/")
    expect(page.get_by_role("heading", name="现在没有网络")).to_be_visible()
    page.get_by_role("link", name=re.compile("公共租赁住房")).click()

    expect(page.get_by_role("status")).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_role("status")).to_have_count(0)


def test_the_page_for_no_network_has_the_letters_that_somebody_chose(new_phone):
    page = new_phone()
    kept_ready(page)
    page.get_by_role("link", name="长辈版").click()
    soon(
        page, "caches.match('/offline').then((it) => it.text()).then((it) => it.includes('class=\"elder\"'))"
    )

    page.context.set_offline(True)
    page.goto("/car-move/")

    expect(page.get_by_role("heading", name="现在没有网络")).to_be_visible()
    expect(page.locator("html.elder")).to_have_count(1)


def test_what_is_somebodys_own_is_kept_only_by_their_leave_and_only_until_they_sign_out(new_phone, province):
    page = new_phone()
    page.context.add_cookies(cookies_of(province.owner()))
    kept_ready(page)
    for path in ("/my", "/account", "/inbox"):
        page.goto(path)
    page.context.set_offline(True)
    page.goto("/inbox")
    expect(page.get_by_role("heading", name="现在没有网络")).to_be_visible()
    assert {re.sub("[^/]*//[^/]*", "", it) for it in page.evaluate(KEPT)} == {"/", "/offline"}
    page.context.set_offline(False)
    page.goto("/account")
    page.get_by_role("button", name="保存在这台手机上").click()
    expect(page.get_by_text("从现在起，这台手机会保存")).to_be_visible()
    page.goto("/inbox")
    soon(page, "caches.match('/inbox/kept').then(Boolean)")
    page.context.set_offline(True)
    page.goto("/inbox")
    expect(page.get_by_role("status")).to_contain_text("现在没有网络")
    expect(page.get_by_text("欢迎使用通办")).to_be_visible()
    page.context.set_offline(False)

    page.goto("/account")
    page.get_by_role("link", name="退出登录").click()
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url(re.compile("/identity/sign-in"))
    soon(page, "caches.has('own-1').then((there) => !there)")

    page.context.set_offline(True)
    page.goto("/inbox")
    expect(page.get_by_role("heading", name="现在没有网络")).to_be_visible()
    assert "欢迎使用通办" not in page.content()


def test_the_browser_finds_nothing_against_installing_it(new_phone):
    page = new_phone()
    kept_ready(page)
    devtools = page.context.new_cdp_session(page)

    manifest = devtools.send("Page.getAppManifest")
    against = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]

    assert manifest["errors"] == []
    assert '"name": "通办"' in manifest["data"]
    assert [it["errorId"] for it in against if it["errorId"] != "in-incognito"] == []
