"""Paying at the door: one tap is one payment, pages say what is going on, and operators see no more than they need."""

import re
from datetime import timedelta

import pytest

from chalicelib.identity import COOKIE
from chalicelib.tokens import Claims
from functions.utility_payment.routes import routes
from functions.utility_payment.use_cases import accounts, reconciling
from tests.door import Door
from tests.functions.utility_payment.conftest import LI


def signed_in(world, who=LI, role="citizen"):
    """At one door, as Chalice knows one request at a time: whoever came last stands there."""
    claims = Claims(sub=who, sid="s", jti="j", level=1, roles=[role])
    return Door(routes, world, {COOKIE: world.tokens.issue(claims, world.now() + timedelta(hours=9))})


def chosen(world, account):
    return [f"{account.id}/{bill.bill_id}" for bill in accounts.statement(world, account).bills]


@pytest.fixture
def door(world):
    return signed_in(world)


def test_a_bill_is_paid_on_paper_alone(world, door, power):
    """As a browser without a script does it, from the form to the receipt."""
    page = door.page("/")
    bills = re.findall(r'name="bills" value="([^"]+)"', page.text)
    assert len(bills) == 2
    assert power.number not in "".join(bills)

    sent = door.submit("/payments", on=page, bills=bills)
    payment_id = sent.location.split("/")[3]
    assert "请核对后付款" in door.page(sent.location.removeprefix("/pay")).text
    gone = door.page(f"/payments/{payment_id}/go")
    assert gone.location.startswith(f"https://pay.example/{payment_id}?redirect_url=")
    assert "还在问银行" in door.page(f"/payments/{payment_id}").text

    world.payments.pay(payment_id)
    door.page(f"/payments/{payment_id}")
    shown = door.page(f"/payments/{payment_id}")

    assert "缴费成功" in shown.text
    assert door.page(f"/payments/{payment_id}/receipt.pdf").body.startswith(b"%PDF")
    assert "合肥电费" in door.page("/payments").text
    assert "已入账" in door.page("/payments.csv").body.decode("utf-8-sig")


def test_binding_says_what_is_wrong_at_its_field(door):
    page = door.page("/accounts/new")

    wrong = door.submit("/accounts/new", on=page, utility="water", city="3401", number="123456", label="我家")

    assert wrong.status == 422
    assert "没有查到这个户号" in wrong.text


def test_the_same_key_for_other_bills_is_a_conflict(world, door, power):
    one, other = chosen(world, power)
    door.post("/payments", {"bills": [one]}, key="the-very-same-key")

    assert door.post("/payments", {"bills": [other]}, key="the-very-same-key").status == 409


def test_a_forged_callback_is_turned_away(world, door, ordered):
    world.payments.pay(ordered.id)

    forged = door.send("POST", "/callbacks", ordered.id.encode(), signature="theirs")
    taken = door.send("POST", "/callbacks", ordered.id.encode(), signature="ours")

    assert (forged.status, taken.status) == (403, 204)


def test_what_is_somebody_elses_is_not_there(world, ordered, power):
    stranger = signed_in(world, "citizen-wang")

    for path in (f"/payments/{ordered.id}", f"/accounts/{power.id}", f"/payments/{ordered.id}/receipt.pdf"):
        assert stranger.page(path).status == 404


def test_operators_see_sums_and_no_people(world, ordered, until_final, power):
    world.payments.pay(ordered.id)
    until_final(ordered.id)

    page = signed_in(world, "officer-1", "operator").page("/operations")

    assert "¥40.00" in page.text
    assert LI not in page.text
    assert power.number not in page.text
    assert signed_in(world).page("/operations").status == 403


def test_two_operators_settle_a_difference_on_the_page(world, ordered):
    world.payments.pay("stranger", 500)
    reconciling.reconcile(world, world.now().date())
    here = "/reconciliation/2026-05-01/paid-stranger"
    first = signed_in(world, "officer-1", "operator")
    page = first.page("/reconciliation")
    assert "我们没有" in page.text

    first.submit(f"{here}/propose", on=page, resolution="agreed", words="已与银行核对。")
    assert "等另一位工作人员复核" in first.page("/reconciliation").text
    second = signed_in(world, "officer-2", "operator")
    second.submit(f"{here}/settle", on=second.page("/reconciliation"))

    assert "没有要处理的差异" in second.page("/reconciliation").text


def test_nothing_chosen_is_said_above_the_bills(door, power):
    wrong = door.submit("/payments", on=door.page("/"))

    assert wrong.status == 422
    assert "至少要选 1 项" in wrong.text
    assert wrong.text.count('name="bills"') == 2


def test_letting_go_is_asked_first_and_the_bills_are_gone_afterwards(door, power):
    asked = door.page(f"/accounts/{power.id}/unbind")
    assert "尾号 0011" in asked.text
    assert door.page(f"/accounts/{power.id}").status == 200

    door.submit(f"/accounts/{power.id}/unbind", on=asked)

    assert door.page(f"/accounts/{power.id}").status == 404


def test_a_bill_whose_day_has_passed_says_so(world, door, power):
    assert "已过期" not in door.page("/").text

    world.clock.advance(timedelta(days=51))  # to the 21st of June

    assert "已过期" in signed_in(world).page("/").text
