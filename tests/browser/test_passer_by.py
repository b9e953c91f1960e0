"""A passer-by scans, asks, dials; the page follows the call by itself; both handsets are operated on their pages."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import ask, fits


@pytest.fixture(scope="module")
def car(province):
    owner = province.owner()
    return owner, *province.car(owner)


def test_scan_ask_dial_and_talk_on_three_screens(new_phone, province, photograph):
    scene = province.scene()
    page, caller, callee = new_phone(), new_phone(), new_phone()
    page.goto(scene.link)
    assert fits(page)
    photograph(page, "scan")

    number = ask(page, scene.plate[-3:], scene.passer_by.number)
    assert fits(page)
    photograph(page, "dial")

    caller.goto(f"{scene.owner.carrier.url}/handsets/{scene.passer_by.number}?dial={number}")
    caller.get_by_role("button", name="拨打").click()
    callee.goto(f"{scene.owner.carrier.url}/handsets/{scene.owner.number}")
    expect(callee.get_by_text("来电", exact=True)).to_be_visible()
    expect(page.get_by_text("车主的手机正在响")).to_be_visible()
    callee.get_by_role("button", name="接听").click()
    expect(callee.get_by_text("请按 1")).to_be_visible()
    photograph(callee, "handset")
    callee.get_by_role("button", name="按键 1").click()

    expect(callee.get_by_text("通话中", exact=True)).to_be_visible()
    expect(page.get_by_text("车主已接听")).to_be_visible()
    assert scene.leaks() == []


def test_a_wrong_plate_is_told_without_a_number(phone, car, province):
    _, link, _ = car
    phone.goto(link)

    phone.get_by_label("车牌号后三位").fill("ZZZ")
    phone.get_by_text("其他情况").click()
    phone.get_by_label("您的手机号").fill(province.number())
    phone.get_by_role("button", name="获取专线号码").click()

    expect(phone.get_by_role("alert")).to_be_visible()
    expect(phone.locator("a[href^='tel:+']")).to_have_count(0)


def test_all_of_it_works_without_javascript(new_phone, car, province):
    _, link, plate = car
    plain = new_phone(java_script_enabled=False)
    plain.goto(link)

    number = ask(plain, plate[-3:], province.number())

    assert re.fullmatch(r"\+\d{8,15}", number)
    expect(plain.get_by_text("现在就可以拨打")).to_be_visible()


def test_the_elder_mode_is_larger_and_stays(phone, car, photograph):
    _, link, _ = car
    phone.goto(link)
    before = size(phone)

    phone.get_by_role("link", name="长辈版").first.click()

    assert size(phone) >= max(18, before + 1)
    assert fits(phone)
    photograph(phone, "elder")
    phone.reload()
    assert size(phone) >= 18
    assert all(box["height"] >= 60 for box in boxes(phone, "button.button, a.button"))


def size(page):
    return page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")


def boxes(page, selector):
    return [found for one in page.locator(selector).all() if (found := one.bounding_box())]


def test_a_code_that_is_none_is_told_kindly(phone):
    phone.goto("/M/AAAAAAAAAAAAAAAAAAAAAAAAAA")

    expect(phone.get_by_text("这张挪车码现在不能用")).to_be_visible()
