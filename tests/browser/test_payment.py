"""From bill to receipt on a phone, by way of the provider's own page; and every page of the matter, looked at by axe."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.hall import cookies_of
from tests.browser.payer import PHONE_390, Operator, Payer
from tests.browser.people import fits
from tests.browser.test_accessibility import faults_of

SOON = 60_000


@pytest.fixture
def payer(new_phone, province):
    made = Payer(province, new_phone(**PHONE_390))
    yield made
    made.faults()
    made.habits()


@pytest.fixture
def seen(photograph):
    """Both modes of the page fit the phone; pictures of both, when asked for."""

    def look(page, name):
        for mode in (0, 1):
            here = page.url
            page.goto(f"/pay/elder?on={mode}&next={re.sub(r'^https?://[^/]+', '', here)}")
            photograph(page, f"{name}{'-elder' * mode}")
            assert fits(page), f"{name} in mode {mode}"
        page.goto(f"/pay/elder?on=0&next={re.sub(r'^https?://[^/]+', '', here)}")

    return look


def test_from_bill_to_receipt(payer, seen):
    page = payer.page
    expect(page.get_by_text("还没有绑定户号")).to_be_visible()
    seen(page, "pay-empty")
    page.goto("/pay/payments")
    expect(page.get_by_text("还没有缴费记录")).to_be_visible()
    payer.bind()
    expect(page.get_by_role("img", name="近 12 个月用量")).to_be_visible()
    expect(page.locator(".chart rect")).to_have_count(12)
    seen(page, "pay-account")
    payer.bind("燃气费", "父母家")
    page.goto("/pay")
    expect(page.get_by_role("checkbox")).to_have_count(4)
    seen(page, "pay-bills")
    page.get_by_role("checkbox").first.uncheck()

    page.get_by_role("button", name="下一步，核对金额").click()
    expect(page.get_by_text("3 张账单")).to_be_visible()
    seen(page, "pay-check")
    page.get_by_role("link", name=re.compile("去付款")).click()
    payer.pay()

    expect(page.get_by_role("heading", name="缴费成功")).to_be_visible(timeout=SOON)
    seen(page, "pay-done")
    with page.expect_download() as receipt:
        page.get_by_role("link", name="下载收据").click()
    assert receipt.value.path().read_bytes().startswith(b"%PDF")
    page.goto("/pay/payments")
    expect(page.get_by_text("已完成")).to_be_visible()
    seen(page, "pay-history")
    with page.expect_download() as table:
        page.get_by_role("link", name="导出表格").click()
    assert table.value.path().read_text("utf-8-sig").count("已入账") == 3


def test_a_wrong_number_is_said_at_its_field(payer):
    payer.bind(number="1234567890")

    expect(payer.page.locator("#number-error")).to_contain_text("没有查到这个户号")
    expect(payer.page.get_by_label("在哪个城市")).to_have_value("3401")
    assert fits(payer.page)


def test_nothing_chosen_is_said_kindly(payer):
    payer.bind()
    for box in payer.page.get_by_role("checkbox").all():
        box.uncheck()

    payer.page.get_by_role("button", name="下一步，核对金额").click()

    expect(payer.page.get_by_role("alert")).to_contain_text("至少要选 1 项")


def test_a_page_that_waits_for_the_bank_finds_out_by_itself(payer, seen):
    """No callback comes at all, and for a while the provider does not answer either."""
    payer.bind()
    payer.choose_and_go()
    payer.faults(callback_drop=True, api_status=503)

    payer.pay()

    expect(payer.page.get_by_role("heading", name="还在问银行")).to_be_visible()
    seen(payer.page, "pay-asking")
    payer.faults(callback_drop=True, api_status=0)
    expect(payer.page.get_by_role("heading", name="缴费成功")).to_be_visible(timeout=SOON)


def test_a_refused_bill_is_given_back_and_may_be_paid_again(payer, seen):
    payer.bind("水费")
    payer.habits(biller="water", refuses=True)
    payer.choose_and_go()

    payer.pay()

    expect(payer.page.get_by_role("heading", name="已经全部退款")).to_be_visible(timeout=SOON)
    expect(payer.page.get_by_text("缴费单位没有收这张账单").first).to_be_visible()
    seen(payer.page, "pay-returned")


def test_a_biller_that_is_down_is_said_so(payer, seen):
    payer.bind()
    payer.habits(biller="electricity", down=True)

    payer.page.goto("/pay")

    expect(payer.page.get_by_text("暂时查不到账单")).to_be_visible()
    expect(payer.page.get_by_role("button", name="下一步，核对金额")).to_have_count(0)


def test_an_account_is_let_go_only_when_one_says_so(payer, seen):
    payer.bind()
    payer.page.get_by_role("link", name="解绑这个户号").click()
    seen(payer.page, "pay-unbind")
    payer.page.get_by_role("link", name="不解绑，返回").click()
    payer.page.get_by_role("link", name="解绑这个户号").click()

    payer.page.get_by_role("button", name="解绑").click()

    expect(payer.page.get_by_text("还没有绑定户号")).to_be_visible()
    seen(payer.page, "pay-unbound")
    payer.page.get_by_role("button", name="撤销解绑").click()
    expect(payer.page.get_by_role("heading", name=re.compile("我家"))).to_be_visible()


def test_somebody_elses_phone_pays_what_this_screen_shows(payer, seen):
    payer.bind()
    payer.check()
    payer.page.get_by_role("link", name="用另一部手机扫码付").click()
    expect(payer.page.get_by_role("img", name=re.compile("付款码"))).to_be_visible()
    seen(payer.page, "pay-code")
    assert faults_of(payer.page, payer.path) == []

    payer.pays_with_another_phone()

    expect(payer.page.get_by_role("heading", name="钱已收到")).to_be_visible(timeout=SOON)
    payer.page.get_by_role("link", name="看这笔缴费").click()
    expect(payer.page.get_by_role("heading", name="缴费成功")).to_be_visible(timeout=SOON)


def test_automatic_payment_is_signed_for_and_switched_off(payer, seen):
    page = payer.page
    payer.bind()
    page.get_by_role("link", name=re.compile("还没有开通")).click()
    seen(page, "pay-auto")
    page.get_by_label("每张账单最多缴多少元").fill("300")
    page.get_by_role("button", name="下一步，核对").click()
    expect(page.get_by_text("¥300.00")).to_be_visible()
    seen(page, "pay-auto-check")

    page.get_by_role("link", name="去签约").click()
    page.get_by_role("button", name="同意并开通").click()
    page.get_by_role("link", name="返回商家").click()
    expect(page.get_by_role("heading", name="自动缴费已开通")).to_be_visible(timeout=SOON)
    seen(page, "pay-auto-on")
    assert faults_of(page, payer.path) == []

    page.get_by_role("button", name="关闭自动缴费").click()
    expect(page.get_by_text("自动缴费已关闭")).to_be_visible(timeout=SOON)
    expect(page.get_by_text("开通了自动缴费")).to_be_visible()
    assert payer.contracts()[-1]["state"] == "TERMINATED"


def dead_letter(province, payment_id):
    """A fact that could not be handled, as the bus would have left it."""
    fact = {"id": "f1", "type": "utility_payment.paid", "version": 1, "correlation_id": "c"}
    body = json.dumps({"detail": fact | {"data": {"case_id": payment_id}}})
    sqs = province.aws("sqs")
    queue = sqs.get_queue_url(QueueName="tongban-utility-payment-dev-inbox-dead")["QueueUrl"]
    sqs.send_message(QueueUrl=queue, MessageBody=body)


def test_no_page_has_a_fault(payer, province, new_phone, seen):
    payer.bind()
    account = re.sub(r"^https?://[^/]+", "", payer.page.url)
    payer.choose_and_go()
    payer.pay()
    payment = re.sub(r"^https?://[^/]+", "", payer.page.url)
    expect(payer.page.get_by_role("heading", name="缴费成功")).to_be_visible(timeout=SOON)
    payer.page.get_by_text("缴错了？申请退费").click()
    payer.page.get_by_label("为什么退").fill("缴成别人家的了")
    payer.page.get_by_role("button", name="提交申请").click()
    expect(payer.page.get_by_text("两位工作人员核对中")).to_be_visible()
    desk = new_phone(**PHONE_390)
    desk.context.add_cookies(cookies_of(Operator(province, "payments-operator")))
    citizens = ["/pay", "/pay/accounts/new", account, f"{account}/unbind", f"{account}/auto"]
    citizens += ["/pay/payments", payment]

    dead_letter(province, payment.rpartition("/")[2])
    officers = ["/pay/operations", "/pay/operations/undelivered", "/pay/reconciliation"]

    faults = {}
    for page, paths in [(payer.page, citizens), (desk, officers)]:
        for mode in (0, 1):
            page.goto(f"/pay/elder?on={mode}&next=/pay/accounts/new")
            faults |= {(path, mode): found for path in paths if (found := faults_of(page, path))}
    desk.goto("/pay/operations")
    expect(desk.get_by_text("缴成别人家的了")).to_be_visible()
    seen(desk, "pay-operations")
    desk.goto("/pay/reconciliation")
    seen(desk, "pay-reconciliation")
    desk.goto("/pay/operations/undelivered")
    seen(desk, "pay-undelivered")
    desk.get_by_role("button", name="全部重办").click()
    expect(desk.get_by_text("重办了 1 条，又失败 0 条")).to_be_visible()

    assert faults == {}
