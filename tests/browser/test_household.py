"""Those around an owner, each with a browser: somebody who is asked to be rung, a second passer-by, a new phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import fits, owner_with_phone, register, sign_in

ELDER = "/car-move/elder?on=1&next="


@pytest.fixture
def scene(province):
    return province.scene()


def elder(page):
    """The same page in the elders' version."""
    page.goto(ELDER + re.sub(r"^https?://[^/]+", "", page.url))


def test_somebody_says_yes_and_leaves_by_the_link_in_their_text(new_phone, province, photograph):
    owner, contact, page = owner_with_phone(province), province.passer_by(), new_phone()
    sign_in(page, owner)
    register(page, province.plate())
    page.get_by_role("link", name="挪车联系人").click()
    since = province.carrier.ledger().last
    page.get_by_label("怎么称呼").fill("妻子")
    page.get_by_label("他的手机号").fill(contact.number)
    page.get_by_role("button", name="发短信问他").click()
    expect(page.get_by_text("等他同意")).to_be_visible()
    contact.phone.wait(texted="挪车联系人", since=since, timeout=30)
    _, words = province.carrier.ledger(since).handset(contact.number).texts[-1]

    theirs = new_phone()
    theirs.goto(re.search(r"/car-move/consents/\w+", words)[0])
    photograph(theirs, "consent")
    assert fits(theirs)
    theirs.get_by_role("button", name="我同意").click()
    expect(theirs.get_by_text("您是这辆车的挪车联系人")).to_be_visible()
    elder(theirs)
    photograph(theirs, "consent-elder")
    assert fits(theirs)
    page.reload()
    expect(page.get_by_text("第 2 位 · 妻子")).to_be_visible()

    theirs.get_by_role("button", name="退出，不再打给我").click()
    expect(theirs.get_by_text("好的，不会打给您")).to_be_visible()
    page.reload()
    expect(page.get_by_text("妻子")).to_have_count(0)


def test_a_second_passer_by_sees_at_once_what_the_first_was_told(new_phone, province, scene, photograph):
    first = scene.ask()
    answer = f"/car-move/inquiries/{first['case_id']}/answer"
    scene.owner.browser.post(answer, {"answer": "coming", "minutes": 10})

    page, second = new_phone(), province.passer_by()
    page.goto(scene.link)
    page.get_by_label("车牌号后三位").fill(scene.plate[-3:])
    page.get_by_text("挡住了出入口").click()
    page.get_by_label("您的手机号").fill(second.number)
    page.get_by_role("button", name="获取专线号码").click()

    expect(page.get_by_text("车主已回复：在路上，大约 10 分钟后到")).to_be_visible()
    expect(page.get_by_role("link", name="拨打专线号码")).to_have_count(0)
    photograph(page, "standing")
    assert fits(page)
    elder(page)
    photograph(page, "standing-elder")
    assert fits(page)


def test_a_citizen_moves_to_another_phone(new_phone, province, photograph):
    owner, new, page = owner_with_phone(province), owner_with_phone(province), new_phone()
    sign_in(page, owner, "/identity/me")
    page.get_by_role("link", name="手机号").click()
    photograph(page, "phone")
    assert fits(page)
    since = province.carrier.ledger().last
    page.get_by_label("新手机号").fill(new.number)
    page.get_by_role("button", name="发验证码", exact=True).click()
    page.get_by_label("旧手机收到的验证码").fill(owner.code(since))
    photograph(page, "phone-codes")
    assert fits(page)
    page.get_by_label("新手机收到的验证码").fill(new.code(since))
    page.get_by_role("button", name="换成新手机号").click()

    expect(page.get_by_role("heading", name="手机号登录")).to_be_visible()
    sign_in(page, new, "/identity/me")
    expect(page.get_by_text(f"尾号 {new.number[-4:]}")).to_be_visible()
