"""公租房 where it does not go straight through: refused, put right, objected to, taken back."""

import re

from playwright.sync_api import expect

from tests.browser.hall import HOUSING, again, approved_by_all, scan
from tests.browser.people import fits
from tests.browser.test_housing_accessibility import looked_at


def test_a_refusal_says_by_which_article_which_fact_and_what_to_do(citizen, desks):
    rich, community = citizen("方启航").apply(), desks[0]
    community.claim(rich.case)
    expect(community.page.locator("#decide")).to_contain_text("家庭人均月收入低于规定标准")
    community.page.get_by_label("说明").first.fill("收入超过本市标准。")
    community.page.get_by_role("button", name="不予通过").click()

    rich.look("没有通过的原因")

    card = rich.page.locator("section.card", has_text="没有通过的原因")
    expect(card).to_contain_text("您的情况：25,000 元；要求：不超过 4,000 元")
    expect(card).to_contain_text("《公共租赁住房管理办法》第七条第一款第二项")
    expect(card).to_contain_text("可以怎么办：收入减少到标准以下后，可以再次申请。")
    expect(card).to_contain_text("行政复议")
    rich.click("评价这次办理", "link")
    rich.page.get_by_label("不满意", exact=True).check()
    rich.page.get_by_label("办事指南不清楚").check()
    rich.click("提交评价")
    expect(rich.page.get_by_text("谢谢您的评价")).to_be_visible()
    expect(rich.page.get_by_text("15 个工作日内核实整改")).to_be_visible()


def test_what_is_missing_is_told_once_and_mended_on_the_phone(citizen, desks, family):
    applicant, community = citizen(*family(0)).apply(), desks[0]
    community.claim(applicant.case)
    community.page.get_by_text("需要申请人补正").click()
    community.page.get_by_label("劳动合同").fill("合同缺盖章页，请补拍。")
    community.page.get_by_label(re.compile("^现在的住处（选填")).fill("请写明房东姓名。")
    community.page.get_by_role("button", name="告知补正").click()

    applicant.look("需要补正的内容")
    expect(applicant.page.get_by_text("合同缺盖章页，请补拍。")).to_be_visible()
    expect(applicant.page.get_by_text("等您补正的时间不算在内")).to_be_visible()
    case = f"/applications/{applicant.case}"
    assert looked_at(applicant.page, [case, f"{case}/papers/correction"], {}) == []
    applicant.page.goto(HOUSING + case)
    applicant.click("现在补正", "link")
    applicant.page.get_by_label("现在的住处", exact=True).fill("瑶海区示例路 12 号，房东王女士")
    applicant.click("保存，继续下一步")
    applicant.send("contract", scan())
    applicant.click(re.compile("下一步"), "link")
    applicant.click("补正好了，交回")

    expect(applicant.page.get_by_text("补正的内容已经交回")).to_be_visible()
    community.open(applicant.case)
    expect(community.page.get_by_text("房东王女士")).to_be_visible()


def test_an_objection_that_is_upheld_takes_the_case_back_to_the_bureau(citizen, desks, new_phone):
    applicant, bureau = citizen("沈素兰").apply(), desks[-1].page
    approved_by_all(desks, applicant.case)
    applicant.look("公示")

    neighbour = new_phone()
    neighbour.goto(f"{HOUSING}/notices/{applicant.case}")
    neighbour.get_by_label("异议的内容").fill("这家人去年在别的城市买过一套房子。")
    neighbour.get_by_label("您的姓名").fill("赵邻居")
    neighbour.get_by_label("您的手机号").fill("13955100099")
    neighbour.get_by_role("button", name="提交异议").click()
    expect(neighbour.get_by_text("已经收到您的异议")).to_be_visible()

    bureau.goto(f"{HOUSING}/officer/objections")
    bureau.get_by_role("link", name=re.compile("前处理")).first.click()
    expect(bureau.get_by_text("赵邻居")).to_be_visible()
    bureau.get_by_label("成立，退回复核", exact=True).check()
    bureau.get_by_label("处理意见").fill("经核查属实，退回复核。")
    bureau.get_by_role("button", name="提交").click()
    expect(bureau.get_by_text("异议已处理")).to_be_visible()
    applicant.look("市级住房保障部门复核")
    assert "赵邻居" not in applicant.page.content()
    assert neighbour.goto(f"{HOUSING}/notices/{applicant.case}").status == 404
    desks[-1].open(applicant.case)


def test_an_application_is_taken_back_only_after_a_second_look(citizen, family):
    applicant = citizen(*family(1)).apply()
    page = applicant.page

    applicant.click("撤回申请", "link")
    expect(page.get_by_text("不能恢复")).to_be_visible()
    applicant.click("不，返回", "link")
    expect(page.get_by_role("link", name="撤回申请")).to_be_visible()
    applicant.click("撤回申请", "link")
    applicant.click("撤回申请")

    expect(page.get_by_text("申请已经撤回")).to_be_visible()
    assert not page.get_by_role("link", name="撤回申请").count()
    applicant.click("我的申请", "link")
    again(page, "已撤回")
    assert fits(page)
