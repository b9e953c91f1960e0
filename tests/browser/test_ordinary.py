"""Two more ordinary matters on a phone: one that is done at once, and one that somebody does for an old person."""

import re

import pytest
from playwright.sync_api import expect

from local import officers
from local.camera import link_on
from tests.browser.conftest import PATIENCE, PHONE
from tests.browser.hall import PHONE_390, Desk, again
from tests.browser.people import fits
from tests.browser.test_housing_accessibility import looked_at

ALLOWANCE, IDENTITY = "/elderly-allowance", "/temporary-identity"


@pytest.fixture
def street(chromium, province, officials):
    """The street's officer, at the desk of the allowance."""
    context = chromium.new_context(base_url=province.cloud.instance.public_url, **PHONE | PHONE_390)
    context.set_default_timeout(PATIENCE)
    yield Desk(context, officials[1], ALLOWANCE)
    context.close()


@pytest.fixture
def elder(province):
    """Name and ID number of somebody over eighty in that street."""
    homes = province.cloud.registries.households(officers.STREET.area, 200)
    people = [it for home in homes for it in home["members"] if it["id_number"][6:10] < "1945"]
    return people[0]["name"], people[0]["id_number"]


def test_a_temporary_identity_certificate_comes_at_once(citizen, family, new_phone):
    traveller = citizen(*family(4))
    page = traveller.page
    traveller.start(IDENTITY)
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
    paper = gate.url.partition(IDENTITY)[2]
    case = page.url.partition("?")[0].partition(IDENTITY)[2]
    assert looked_at(page, [case, paper], {}, IDENTITY) == []


def test_an_agent_applies_for_somebody_old_and_fetches_the_decision_until_they_end_it(citizen, street, elder):
    principal, agent = citizen(*elder), citizen("郑建果")
    masked = principal.name[0] + "*" * (len(principal.name) - 1)
    for each in (principal, agent):
        each.start(ALLOWANCE)
        each.page.goto(f"{ALLOWANCE}/mandates")
    principal.click("生成授权码")
    code = principal.page.get_by_label("授权码", exact=True).first.inner_text()
    agent.page.get_by_role("textbox", name="授权码").fill(code)
    agent.click("确定")

    agent.click(f"替{masked}办理", "link")
    expect(agent.page.get_by_label(masked)).to_be_checked()
    agent.page.get_by_label("在哪里办理").select_option("合肥市")
    agent.agree()
    expect(agent.page.get_by_text(principal.id_number[6:10]).first).to_be_visible()
    agent.page.get_by_label("和家人同住").check()
    agent.click("保存，继续下一步")
    agent.submit()
    case = agent.page.url.partition("?")[0]

    street.decide(agent.case)
    agent.page.goto(case)
    again(agent.page, "下载《")
    with agent.page.expect_download() as waiting:
        agent.click(re.compile("下载《"), "link")
    assert link_on(waiting.value.path().read_bytes())
    assert looked_at(agent.page, [case.partition(ALLOWANCE)[2]], {}, ALLOWANCE) == []

    agent.page.goto(f"{ALLOWANCE}/applications")
    expect(agent.page.get_by_text(f"为{masked}办理")).to_be_visible()

    principal.page.goto(f"{ALLOWANCE}/applications")
    expect(principal.page.get_by_role("link", name=re.compile("编号"))).to_be_visible()
    principal.page.goto(f"{ALLOWANCE}/mandates")
    principal.click("结束授权")
    assert agent.page.goto(case).status == 404
    agent.page.goto(f"{ALLOWANCE}/applications")
    expect(agent.page.get_by_text("还没有申请")).to_be_visible()
