"""A bill is paid on the provider's page, posted at the biller, and there is a receipt; whatever happens on the way."""

import itertools
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from local.waiting import until
from local.web import accepted
from simulators.billers import meters

NUMBERS = itertools.count(340_100_101)  # nine digits each, the tenth completes them
PATIENCE = 40  # seconds; a waiting page asks the bank by itself


class Payer:
    """A citizen with an account at a biller, and a hand on the provider's page."""

    def __init__(self, province, utility="electricity"):
        number = str(next(NUMBERS))
        self.province, self.here = province, province.cloud.instance
        self.owner = province.owner()
        self.account = accepted(
            self.owner.browser.post(
                "/pay/accounts/new", {"utility": utility, "city": "3401", "number": meters.complete(number)}
            )
        )

    def bills(self):
        seen = self.owner.browser.get(f"/pay/accounts/{self.account['id']}", accept="application/json")
        return [f"{self.account['id']}/{bill['bill_id']}" for bill in seen.json()["bills"]]

    def start(self):
        payment = accepted(self.owner.browser.post("/pay/payments", {"bills": self.bills()}))
        went = self.owner.browser.get(f"/pay/payments/{payment['id']}/go", accept="text/html")
        return payment, went.headers["Location"]

    def status(self, payment):
        """What the page says; "" to somebody who looks too often, or while nothing answers."""
        seen = self.owner.browser.get(f"/pay/payments/{payment['id']}", accept="application/json")
        return seen.json()["payment"]["status"] if seen.status == 200 else ""

    def faults(self, **wanted):
        requests.post(f"{self.here.payments_url}/control/faults", json=wanted, timeout=10).raise_for_status()

    def habits(self, **wanted):
        requests.post(f"{self.here.billers_url}/control/habits", json=wanted, timeout=10).raise_for_status()

    def callbacks(self, payment):
        return [it for it in self._provider()["callbacks"] if it["order"] == payment["id"]]

    def refunded(self, payment):
        return sum(it["amount"] for it in self._provider()["refunds"] if it["out_trade_no"] == payment["id"])

    def _provider(self):
        return requests.get(f"{self.here.payments_url}/control", timeout=10).json()

    def booked(self, payment):
        told = requests.get(f"{self.here.billers_url}/control", timeout=10).json()["postings"]
        return [it for it in told if it["reference"].startswith(payment["id"])]


@pytest.fixture
def payer(province):
    made = Payer(province)
    yield made
    made.faults()
    made.habits()


def paid(page):
    requests.post(page, timeout=10).raise_for_status()


def test_from_bill_to_receipt(payer):
    payment, page = payer.start()
    assert "立即支付" in requests.get(page, timeout=10).text

    paid(page)
    until(lambda: payer.booked(payment), patience=PATIENCE)  # nobody looks: the callback is enough
    until(lambda: payer.status(payment) == "settled", patience=PATIENCE)

    pdf = payer.owner.browser.get(f"/pay/payments/{payment['id']}/receipt.pdf", accept="application/pdf")
    assert pdf.body.startswith(b"%PDF")
    assert [it["times"] for it in payer.booked(payment)] == [1, 1]


def test_callbacks_that_never_come_are_not_needed(payer):
    payment, page = payer.start()
    payer.faults(callback_drop=True)

    paid(page)

    until(lambda: payer.status(payment) == "settled", patience=PATIENCE)


def test_forged_callbacks_move_nothing(payer):
    payment, page = payer.start()
    payer.faults(callback_forged="amount", callback_repeat=3)

    paid(page)
    heard = until(lambda: payer.callbacks(payment), lambda seen: len(seen) >= 3, PATIENCE)

    assert {it["status"] for it in heard}.isdisjoint({200, 204})
    until(lambda: payer.status(payment) == "settled", patience=PATIENCE)  # by asking the provider itself


def test_a_bill_that_the_biller_refuses_is_given_back(payer):
    payment, page = payer.start()
    payer.habits(biller="electricity", refuses=True)

    paid(page)

    until(lambda: payer.refunded(payment) == payment["amount"], patience=PATIENCE)
    until(lambda: payer.status(payment) == "settled", patience=PATIENCE)


def test_a_power_cut_between_the_money_and_the_biller_loses_nothing(payer, province):
    payment, page = payer.start()
    payer.habits(biller="electricity", down=True)
    paid(page)
    until(lambda: payer.status(payment), lambda it: it == "paid", PATIENCE)

    province.cloud.wait_until_saved()
    province.cloud.kill_emulator()
    province.cloud.start_emulator()
    payer.habits(biller="electricity", down=False)

    until(lambda: payer.booked(payment), patience=PATIENCE * 2)  # nobody looks
    until(lambda: payer.status(payment), lambda it: it == "settled", PATIENCE)
    assert [it["times"] for it in payer.booked(payment)] == [1, 1]
    assert payer.refunded(payment) == 0


def test_money_that_comes_while_the_power_is_out_is_found(payer, province):
    payment, page = payer.start()
    province.cloud.wait_until_saved()
    province.cloud.kill_emulator()
    paid(page)  # and the first callback finds nobody

    province.cloud.start_emulator()

    until(lambda: payer.booked(payment), patience=PATIENCE * 2)  # nobody looks
    until(lambda: payer.status(payment), lambda it: it == "settled", PATIENCE)
    assert [it["times"] for it in payer.booked(payment)] == [1, 1]


def test_a_thousand_taps_with_one_key_are_one_payment(payer):
    """While the first is being answered, programs are told to come back (409, Retry-After)."""
    wanted, key = {"bills": payer.bills()}, "the-very-same-key"

    def tap(_):
        return until(
            lambda: payer.owner.browser.post("/pay/payments", wanted, key=key),
            lambda answer: answer.status != 409,
        )

    with ThreadPoolExecutor(32) as many:
        taps = list(many.map(tap, range(1000)))
    other = payer.owner.browser.post("/pay/payments", {"bills": wanted["bills"][:1]}, key=key)

    assert {tap.status for tap in taps} == {201}
    assert len({tap.body for tap in taps}) == 1
    assert other.status == 409


def test_another_sum_than_was_asked_for_goes_back(payer):
    payment, page = payer.start()
    payer.faults(tampered_by=-100)

    paid(page)

    until(lambda: payer.refunded(payment) == payment["amount"] - 100, patience=PATIENCE)
    until(lambda: payer.status(payment) == "returned", patience=PATIENCE)
    assert payer.booked(payment) == []


def test_a_biller_that_is_wrong_about_the_sum_gets_nothing(payer):
    payer.habits(biller="electricity", wrong_amount=100)
    payment, page = payer.start()

    paid(page)

    until(lambda: payer.refunded(payment) == payment["amount"], patience=PATIENCE)
    assert [it["times"] for it in payer.booked(payment)] == [0, 0]
