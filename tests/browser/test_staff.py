"""An officer finds the batches from the front page, has five hundred stickers made in the cloud, prints, voids and restores."""

import pypdfium2
from playwright.sync_api import expect

from local.officers import AtWork, Official, enrol
from tests.browser.people import fits

PRINTER = Official("printer", "印制", "+8613955100020", "3401", 2)
MOST_ANSWER = 6 * 1024 * 1024 * 3 // 4  # bytes: a Lambda's answer is 6 MB of base64


def signed_in(new_phone, province):
    officer, page = AtWork(province.cloud, PRINTER), new_phone()
    officer.sign_in()
    url = province.cloud.instance.public_url
    page.context.add_cookies(
        [{"name": c.name, "value": c.value, "url": url} for c in officer.browser.cookies]
    )
    page.goto("/car-move/")
    return page


def test_five_hundred_stickers_are_made_printed_voided_and_restored(new_phone, province, photograph):
    enrol(province.cloud, PRINTER)
    page = signed_in(new_phone, province)
    photograph(page, "home-staff")
    page.get_by_role("link", name="预制挪车码").click()
    page.get_by_role("link", name="做一批").click()
    page.get_by_label("给谁用").fill("翠湖小区")
    page.get_by_label("多少张").fill("500")
    page.get_by_text("标准版", exact=True).last.click()
    page.get_by_role("button", name="做好并去下载").click()

    expect(page.get_by_text("做好了，现在就可以下载打印")).to_be_visible()
    photograph(page, "batch")
    assert fits(page)
    links = page.get_by_role("link", name="第").all()
    printed = [page.request.get(str(link.get_attribute("href"))).body() for link in links]
    assert max(map(len, printed)) < MOST_ANSWER
    assert [len(pypdfium2.PdfDocument(part)) for part in printed] == [60, 60, 5]

    page.get_by_role("link", name="作废这一批").click()
    page.get_by_role("button", name="作废", exact=True).click()
    expect(page.get_by_text("已作废", exact=True)).to_be_visible()
    photograph(page, "batch-void")
    page.get_by_role("button", name="恢复这一批").click()
    expect(page.get_by_text("又可以激活了")).to_be_visible()
    expect(page.get_by_text("下载打印文件")).to_be_visible()
