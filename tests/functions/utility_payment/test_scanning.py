"""A code on this screen, another phone that scans it, and an order that is tied to the way in which it was placed."""

from datetime import timedelta

import pytest

from chalicelib.errors import Busy, Conflict
from functions.utility_payment.model.payment import Payment
from functions.utility_payment.use_cases import leaving, scanning, starting
from tests.functions.utility_payment.conftest import LI
from tests.functions.utility_payment.test_door import chosen, signed_in

HERE = "127.0.0.1"


@pytest.fixture
def payment(world, power):
    return starting.start(world, LI, chosen(world, power))


def test_a_code_is_asked_for_once_and_shown_until_the_money_is_there(world, payment):
    first = scanning.code(world, LI, payment.id, HERE)
    again = scanning.code(world, LI, payment.id, HERE)
    assert first.link == again.link == f"https://pay.example/{payment.id}"
    assert first.image.startswith("<svg")
    assert world.payments.orders[payment.id].way == "code"

    world.payments.pay(payment.id)

    assert scanning.code(world, LI, payment.id, HERE).link == ""


def test_the_page_says_what_has_become_of_it(world, payment):
    door = signed_in(world)
    here = f"/payments/{payment.id}/code"
    assert "请用微信扫一扫付款" in door.page(here).text

    world.clock.advance(timedelta(minutes=91))
    assert "付款码过期了" in signed_in(world).page(here).text


def test_another_way_is_another_payment_of_the_same_bills(world, payment):
    starting.go_on(world, LI, payment.id, "browser", HERE)
    with pytest.raises(Conflict, match="另一种方式"):
        scanning.code(world, LI, payment.id, HERE)

    anew = scanning.begun_anew(world, LI, payment.id)

    assert world.store.get(Payment, payment.id).status == "closed"
    assert (anew.amount, anew.status) == (payment.amount, "created")
    assert scanning.code(world, LI, anew.id, HERE).link


def test_what_was_paid_a_moment_ago_is_not_begun_anew(world, payment):
    starting.go_on(world, LI, payment.id, "browser", HERE)
    world.payments.pay(payment.id)

    with pytest.raises(Conflict, match="刚刚付好"):
        scanning.begun_anew(world, LI, payment.id)
    with pytest.raises(Conflict, match="已经付了"):
        scanning.begun_anew(world, LI, payment.id)


def test_nothing_is_begun_anew_before_the_provider_has_closed_it(world, payment):
    starting.go_on(world, LI, payment.id, "browser", HERE)
    world.payments.down = True

    with pytest.raises(Busy):
        scanning.begun_anew(world, LI, payment.id)


def test_letting_go_is_taken_back_with_one_tap(world, power):
    door = signed_in(world)
    door.submit(f"/accounts/{power.id}/unbind", on=door.page(f"/accounts/{power.id}/unbind"))
    home = door.page("/")
    assert "已解绑 我家" in home.text
    assert power.number not in home.text

    back = door.submit(f"/accounts/{power.id}/undo", on=home)

    assert back.location == f"/pay/accounts/{power.id}"
    assert "撤销解绑" not in door.page("/").text
    assert "尾号 0011" in door.page("/").text


def test_after_a_day_it_is_gone_and_a_stranger_never_had_it(world, power):
    leaving.unbind(world, LI, power.id)
    assert signed_in(world, "citizen-wang").page(f"/accounts/{power.id}").status == 404
    stranger = signed_in(world, "citizen-wang")
    assert stranger.submit(f"/accounts/{power.id}/undo", on=stranger.page("/accounts/new")).status == 404

    world.clock.advance(timedelta(days=1))
    mine = signed_in(world)

    assert "撤销解绑" not in mine.page("/").text
    assert mine.submit(f"/accounts/{power.id}/undo", on=mine.page("/accounts/new")).status == 404


def test_automatic_payment_on_paper_alone(world, power):
    door = signed_in(world)
    here = f"/accounts/{power.id}/auto"
    wrong = door.submit(here, on=door.page(here), yuan="many")
    assert wrong.status == 422
    assert "yuan-error" in wrong.text

    door.submit(here, on=door.page(here), yuan="12")
    assert "请核对后签约" in door.page(here).text
    assert "/sign/" in door.page(f"{here}/go").location
    world.payments.agree(next(it for it in _codes(world)))
    assert "自动缴费已开通" in door.page(here).text
    assert "每张最多 ¥12.00" in door.page(f"/accounts/{power.id}").text
    door.submit(f"{here}/off", on=door.page(here))

    assert "自动缴费已关闭" in door.page(here).text
    assert signed_in(world, "citizen-wang").page(here).status == 404


def _codes(world):
    from chalicelib.store.row import Row

    return [row.pk.removeprefix("contract#") for row in Row.scan() if row.pk.startswith("contract#")]
