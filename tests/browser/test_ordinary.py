"""Two more ordinary matters on a phone: one that is done at once, and one that a son does for his mother."""

import re

from playwright.sync_api import expect

from local.camera import link_on
from tests.browser.hall import again
from tests.browser.people import fits

ALLOWANCE = "/elderly-allowance"


def test_a_temporary_identity_certificate_comes_at_once(citizen, family, new_phone):
    traveller = citizen(*family(4))
    page = traveller.page
    traveller.start("/temporary-identity")
    expect(page.get_by_text("办理地点：合肥市")).to_be_visible()
    traveller.agree()
    page.get_by_label("乘坐火车").check()
    traveller.click("保存，继续下一步")
    traveller.submit()

    again(page, "下载《")
    assert fits(page)
    with page.expect_download() as waiting:
        traveller.click(re.compile("下载《"), "link")
    gate = new_phone()
    gate.goto(link_on(waiting.value.path().read_bytes()))
    expect(gate.get_by_text("证明有效")).to_be_visible()
    assert traveller.name not in gate.content()


def test_a_son_applies_for_his_mother_until_she_takes_the_mandate_back(citizen):
    mother, son = citizen("丁守仪"), citizen("郑建果")
    for each in (mother, son):
        each.start(ALLOWANCE, "亳州市")
        each.page.goto(f"{ALLOWANCE}/mandates")
    mother.click("生成授权码")
    code = mother.page.get_by_label("授权码", exact=True).first.inner_text()
    son.page.get_by_role("textbox", name="授权码").fill(code)
    son.click("确定")

    son.click(re.compile(r"替丁\*+办理"), "link")
    expect(son.page.get_by_label("丁**")).to_be_checked()
    son.page.get_by_label("在哪里办理").select_option("亳州市")
    son.agree()
    expect(son.page.get_by_text("1944")).to_be_visible()
    son.page.get_by_label("和家人同住").check()
    son.click("保存，继续下一步")
    son.submit()
    case = son.page.url.partition("?")[0]
    son.page.goto(f"{ALLOWANCE}/applications")
    expect(son.page.get_by_text("为丁**办理")).to_be_visible()

    mother.page.goto(f"{ALLOWANCE}/applications")
    expect(mother.page.get_by_role("link", name=re.compile("编号"))).to_be_visible()
    mother.page.goto(f"{ALLOWANCE}/mandates")
    mother.click("结束授权")
    assert son.page.goto(case).status == 404
    son.page.goto(f"{ALLOWANCE}/applications")
    expect(son.page.get_by_text("还没有申请")).to_be_visible()
