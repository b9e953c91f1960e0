"""What a passer-by finds on the page besides the dial button: digits to press, a code to prove the phone, a message."""

import re

import pytest
from playwright.sync_api import expect

from local.seed import ENVIRONMENT, MASKED, SHARED
from tests.browser.people import ask, fits

CODE = re.compile(r"\d{6}")


def numbers(province, do, *which):
    province.cloud.operator("infra.numbers", do, "car-move", ENVIRONMENT, *which)


@pytest.fixture
def exhausted(province):
    """Not one masked number is free, for as long as the test lasts."""
    numbers(province, "retire", *MASKED)
    yield
    numbers(province, "load", *MASKED)


def test_a_code_proves_the_phone_and_the_owner_may_call_back(new_phone, province, photograph):
    scene, page = province.scene(), new_phone()
    page.goto(scene.link)
    number = ask(page, scene.plate[-3:], scene.passer_by.number)
    since = province.carrier.ledger().last

    page.get_by_text("想让车主也能给您回电话").click()
    page.get_by_role("button", name="发验证码到我的手机").click()
    scene.passer_by.phone.wait(texted="验证码", since=since, timeout=30)
    [(shown, words)] = province.carrier.ledger(since).handset(scene.passer_by.number).texts
    photograph(page, "code")
    page.get_by_label("短信验证码").fill(CODE.search(words).group())
    page.get_by_role("button", name="确认", exact=True).click()

    expect(page.get_by_text("给您回电话，您会看到这个号码")).to_be_visible()
    assert shown == number
    assert fits(page)
    scene.owner.phone.dial(number)
    scene.passer_by.phone.wait("ringing", timeout=30)
    scene.owner.phone.hang_up()
    assert scene.leaks() == []


@pytest.mark.usefixtures("exhausted")
def test_when_no_number_is_free_a_shared_one_is_dialled_with_digits(new_phone, province, photograph):
    scene, page = province.scene(), new_phone()
    page.goto(scene.link)

    href = ask(page, scene.plate[-3:], scene.passer_by.number)

    number, _, pin = href.partition(",,,")
    assert number == SHARED
    assert fits(page)
    photograph(page, "shared")
    page.goto(f"/car-move/elder?on=1&next={page.url.partition(province.cloud.instance.public_url)[2]}")
    photograph(page, "shared-elder")
    scene.passer_by.phone.dial(number)
    scene.passer_by.phone.wait("asked", timeout=30)
    scene.passer_by.phone.press(pin)
    scene.owner.pick_up()
    scene.owner.phone.hang_up()
    assert scene.leaks() == []


@pytest.mark.usefixtures("exhausted")
def test_without_any_number_the_owner_gets_a_message(new_phone, province, photograph):
    numbers(province, "unshare", SHARED)
    scene, page = province.scene(), new_phone()
    page.goto(scene.link)
    page.get_by_label("车牌号后三位").fill(scene.plate[-3:])
    page.get_by_text("挡住了出入口").click()
    page.get_by_label("您的手机号").fill(scene.passer_by.number)
    page.get_by_role("button", name="获取专线号码").click()
    photograph(page, "message")

    page.get_by_role("button", name="给车主留言").click()

    expect(page.get_by_text("车主会收到短信提醒")).to_be_visible()
    scene.owner.phone.wait(texted="给您留了言", timeout=60)
    numbers(province, "shared", SHARED)
    assert scene.leaks() == []
