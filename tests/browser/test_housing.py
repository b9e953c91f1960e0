"""公租房 from the guide to the waiting list: a family on a phone, three officers at their desks, and anybody who looks."""

import io
import re

from playwright.sync_api import expect
from pypdf import PdfReader

from local.camera import link_on
from tests.browser.hall import (
    HOUSING,
    a_minute_passes,
    again,
    approved_by_all,
    let_the_notice_pass,
    photo,
    scan,
)
from tests.browser.people import fits


def test_a_family_gets_its_place_in_the_waiting_list(citizen, desks, new_phone, province, photograph):
    family = citizen("程晓禾")
    page = family.page
    family.start()
    expect(page.get_by_text("需要您同意")).to_be_visible()
    family.agree()

    expect(page.get_by_role("table")).to_contain_text(["苏雨桐"])
    assert not page.locator("main input[value*=苏雨桐]").count()
    family.fill_in()
    assert fits(page)
    photograph(page, "housing")
    family.click("保存，继续下一步")

    family.send("commitment", photo())
    expect(page.locator("#commitment")).to_contain_text("（JPEG，")
    family.send("contract", scan())
    preview = page.context.request.get(page.get_by_role("link", name="查看劳动合同").get_attribute("href"))
    assert preview.body().startswith(b"%PDF")
    family.send("commitment", scan())
    expect(page.locator("#commitment")).to_contain_text("（PDF，")
    family.click("下一步：核对并提交", "link")
    family.submit()
    number = page.get_by_text(re.compile(r"^340100\d{16}$")).inner_text()

    approved_by_all(desks, family.case)
    family.look("公示")
    stranger = new_phone()
    stranger.goto(f"{HOUSING}/notices/{family.case}")
    expect(stranger.get_by_text("程**")).to_be_visible()
    assert "程晓禾" not in stranger.content()

    let_the_notice_pass(province, family.case)
    family.look("下载《")
    paper = download(page)
    assert number in PdfReader(io.BytesIO(paper)).pages[0].extract_text()
    stranger.goto(link_on(paper))
    expect(stranger.get_by_text("证明有效")).to_be_visible()

    a_minute_passes(province)
    family.click("看轮候名次", "link")
    again(page, re.compile(r"第 \d+ 名"))
    stranger.goto(f"{HOUSING}/waiting?city=3401")
    expect(stranger.get_by_role("row", name=re.compile(number))).to_contain_text("程**")


def download(page):
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile("下载《")).click()
    return waiting.value.path().read_bytes()
