"""What people do on the pages, in the words that they see there."""

import re

from playwright.sync_api import Page, expect

from local.people import Owner
from tests.province import Province


def owner_with_phone(province: Province) -> Owner:
    """Somebody with a handset who has not signed in yet."""
    return Owner(province.door, province.carrier, province.number(), "车主")


def sign_in(page: Page, owner: Owner, then: str = "/car-move/vehicles") -> None:
    page.goto(then)
    since = owner.carrier.ledger().last
    page.get_by_label("手机号", exact=False).fill(owner.number)
    page.get_by_role("button", name="获取短信验证码").click()
    page.get_by_label("6 位验证码").fill(owner.code(since))
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(re.compile(re.escape(then)))


def register(page: Page, plate: str) -> None:
    page.get_by_role("link", name="登记一辆车").click()
    page.get_by_label("车牌号").fill(plate)
    page.get_by_role("button", name="登记并领取挪车码").click()
    expect(page.get_by_text("登记好了")).to_be_visible()


def ask(page: Page, tail: str, number: str) -> str:
    """Fill in the page behind the code; the number to dial."""
    page.get_by_label("车牌号后三位").fill(tail)
    page.get_by_text("挡住了出入口").click()
    page.get_by_label("您的手机号").fill(number)
    page.get_by_role("button", name="获取专线号码").click()
    dial = page.get_by_role("link", name="拨打专线号码")
    expect(dial).to_be_visible()
    return str(dial.get_attribute("href")).removeprefix("tel:")


def fits(page: Page) -> bool:
    """No part of the page has to be pushed sideways to be read."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()
