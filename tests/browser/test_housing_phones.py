"""公租房 on another phone, and on one without JavaScript."""

import re

from playwright.sync_api import expect

from tests.browser.hall import HOUSING, PHONE_390
from tests.browser.people import fits


def test_a_draft_goes_on_on_another_phone(citizen, family, new_phone):
    applicant = citizen(*family(2))
    applicant.start()
    applicant.agree()
    applicant.fill_in()
    applicant.click("先保存，以后再填")
    expect(applicant.page.get_by_text("已保存。您可以换一部手机接着填。")).to_be_visible()

    signed_in = applicant.page.context.cookies()  # no second code is sent within a minute
    applicant.page = other = new_phone(**PHONE_390)
    other.context.add_cookies(signed_in)
    other.goto(f"{HOUSING}/applications")
    applicant.click("接着填", "link")

    expect(other.get_by_label("现在的住处", exact=True)).to_have_value("瑶海区示例路 12 号 3 栋 401")
    expect(other.get_by_label("两居室")).to_be_checked()
    expect(other.get_by_role("table").first).to_contain_text(applicant.name)
    assert fits(other)
    applicant.hand_in()


def test_everything_works_without_javascript(citizen, family):
    applicant = citizen(*family(3), java_script_enabled=False)
    page = applicant.page
    applicant.start()
    applicant.click("同意，开始填写")
    expect(page.get_by_role("alert")).to_contain_text("请先同意")
    applicant.agree()

    applicant.click("保存，继续下一步")
    expect(page.get_by_role("alert")).to_contain_text("现在的住处")
    applicant.fill_in()
    applicant.hand_in()

    expect(page.get_by_text(re.compile(r"^340100\d{16}$"))).to_be_visible()
