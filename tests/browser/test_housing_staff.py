"""What else officers do with a case of 公租房: a superior hands it on, its clock stands still, a bad rating is answered."""

import re

import pytest
from playwright.sync_api import expect

from local import officers
from tests.browser.conftest import PATIENCE, PHONE
from tests.browser.hall import HOUSING, PHONE_390, Desk, again
from tests.browser.people import fits
from tests.browser.test_housing_accessibility import looked_at


@pytest.fixture
def chief(chromium, province):
    at_work = officers.at_work(province.cloud, officers.CHIEF)
    at_work.sign_in()
    context = chromium.new_context(base_url=province.cloud.instance.public_url, **PHONE | PHONE_390)
    context.set_default_timeout(PATIENCE)
    yield Desk(context, at_work).page
    context.close()


def test_a_case_is_handed_on_stands_still_is_refused_and_its_bad_rating_answered(citizen, desks, chief):
    rich, community = citizen("陆静怡").apply(), desks[0]
    community.claim(rich.case)

    chief.goto(f"{HOUSING}/officer/cases/{rich.case}")
    chief.get_by_text("改派").first.click()
    chief.get_by_label("交给谁").select_option("放回队列")
    chief.get_by_role("button", name="改派").click()
    expect(chief.get_by_role("status")).to_be_visible()
    community.claim(rich.case)

    desk = community.page
    desk.get_by_text("启动特别程序（计时暂停）").click()
    desk.get_by_label("种类").select_option("实地核查")
    desk.get_by_label("给申请人的书面告知").fill("需要到现住处核查，大约两天。")
    desk.get_by_role("button", name="启动特别程序").click()
    expect(desk.get_by_text("（特别程序，计时暂停）")).to_be_visible()
    rich.look("需要到现住处核查，大约两天。")
    desk.get_by_role("button", name="特别程序结束，恢复计时").click()
    expect(desk.get_by_role("status")).to_be_visible()
    desk.get_by_label("说明").first.fill("收入超过本市标准。")
    desk.get_by_role("button", name="不予通过").click()
    expect(desk.get_by_role("status")).to_contain_text("已")

    rich.look("没有通过的原因")
    rated(rich)
    chief.goto(f"{HOUSING}/officer/ratings")
    again(chief, re.compile("前答复"))
    chief.get_by_role("link", name=re.compile("前答复")).first.click()
    letter = chief.url.partition(HOUSING)[2]
    expect(chief.get_by_text("办得太慢")).to_be_visible()
    faults = looked_at(chief, [letter, "/officer/overview", "/officer/ratings"], {})
    chief.goto(f"{HOUSING}{letter}")
    chief.get_by_label("已回访本人").check()
    chief.get_by_label("调查和整改情况").fill("已电话说明，并改进了告知。")
    chief.get_by_role("button", name="提交").click()
    expect(chief.get_by_role("status")).to_be_visible()
    rich.look("并改进了告知")
    faults += looked_at(rich.page, [f"/applications/{rich.case}", f"/applications/{rich.case}/rate"], {})
    assert fits(chief)
    assert faults == []


def rated(applicant):
    applicant.click("评价这次办理", "link")
    applicant.page.get_by_label("非常不满意", exact=True).check()
    applicant.page.get_by_label("还想说什么").fill("办得太慢")
    applicant.click("提交评价")
    expect(applicant.page.get_by_text("谢谢您的评价")).to_be_visible()
