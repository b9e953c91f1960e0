"""Somebody who pays bills on a phone, the hands on the provider's and the billers' controls, and an operator."""

import itertools
import re

import requests
from playwright.sync_api import expect

from local.officers import PASSWORD
from local.people import Person
from local.web import accepted
from simulators.billers import meters
from tests.browser.people import owner_with_phone, sign_in

NINE = itertools.count(340_200_001)  # nine digits each, the tenth completes them
PHONE_390 = {"viewport": {"width": 390, "height": 844}}


def fresh_number():
    return meters.complete(str(next(NINE)))


class Payer:
    """A citizen at ``/pay``, signed in on this page."""

    def __init__(self, province, page):
        self.here, self.page = province.cloud.instance, page
        sign_in(page, owner_with_phone(province), "/pay")

    def bind(self, kind="电费", label="我家", number=""):
        self.page.goto("/pay/accounts/new")
        self.page.get_by_text(kind, exact=True).click()
        self.page.get_by_label("户号").fill(number or fresh_number())
        self.page.get_by_label("备注").fill(label)
        self.page.get_by_role("button", name="绑定").click()

    def check(self):
        """From the list of bills to their sum."""
        self.page.goto("/pay")
        self.page.get_by_role("button", name="下一步，核对金额").click()
        expect(self.page.get_by_role("heading", name="请核对后付款")).to_be_visible()

    def choose_and_go(self):
        """From the list of bills to the provider's page."""
        self.check()
        self.page.get_by_role("link", name=re.compile("去付款")).click()
        self.page.wait_for_url(f"{self.here.payments_url}/**")

    def pay(self):
        self.page.get_by_role("button", name="立即支付").click()
        expect(self.page.get_by_text("支付成功")).to_be_visible()
        self.page.get_by_role("link", name="返回商家").click()
        self.page.wait_for_url(re.compile(r"/pay/payments/\w+$"))

    @property
    def path(self):
        return re.sub(r"^https?://[^/]+", "", self.page.url)

    def pays_with_another_phone(self):
        """What the code on the screen leads to, is paid."""
        order = next(it for it in self._books()["orders"] if it["out_trade_no"] in self.path)
        assert order["trade_type"] == "NATIVE"
        requests.post(f"{self.here.payments_url}/h5/{order['token']}", timeout=10).raise_for_status()

    def contracts(self):
        return self._books()["contracts"]

    def _books(self):
        return requests.get(f"{self.here.payments_url}/control", timeout=10).json()

    def faults(self, **wanted):
        requests.post(f"{self.here.payments_url}/control/faults", json=wanted, timeout=10).raise_for_status()

    def habits(self, **wanted):
        requests.post(f"{self.here.billers_url}/control/habits", json=wanted, timeout=10).raise_for_status()


class Operator(Person):
    """An officer who sees to payments, enrolled by the operator's own command and signed in."""

    def __init__(self, province, account):
        super().__init__(province.door, province.carrier, province.number(), "运行人员")
        province.cloud.operator(
            "functions.identity",
            *("enrol", account, "--role", "operator"),
            given=f"{self.number}\n{PASSWORD}\n\n\n",
            MATTER="identity",
            ENVIRONMENT="dev",
        )
        since = self.carrier.ledger().last
        sent = accepted(
            self.browser.post("/identity/officers/sign-in", {"account": account, "password": PASSWORD})
        )
        code = {"challenge": sent["challenge"], "code": self.code(since)}
        accepted(self.browser.post("/identity/sign-in/code", code))
