"""Facts that could not be handled: operators see ids, and have them dealt with once more, as often as they like."""

import pytest

from chalicelib import matters
from chalicelib.errors import NotYours
from chalicelib.events import Fact
from chalicelib.identity import Caller
from functions.utility_payment.model.payment import Payment
from functions.utility_payment.use_cases import hearing, undelivered
from tests.functions.utility_payment.conftest import LI
from tests.functions.utility_payment.test_door import signed_in

WANG = Caller(id="officer-wang", roles=frozenset({"operator"}))


@pytest.fixture
def dead(world, ordered):
    """Paid, and the fact of it could not be handled."""
    world.payments.pay(ordered.id)
    hearing.hear(world, {"signature": "ours"}, ordered.id.encode())
    [fact] = [it for it in world.bus.facts if it.type == "utility_payment.paid"]
    world.dead_letters.add(fact)
    return fact


def test_what_waits_is_shown_by_ids_only(world, dead, power):
    page = signed_in(world, "officer-1", "operator").page("/operations/undelivered")

    assert dead.data["case_id"] in page.text
    assert "utility_payment.paid" in page.text
    assert LI not in page.text
    assert power.number not in page.text


def test_nobody_else_sees_or_repeats_them(world, dead):
    assert signed_in(world).page("/operations/undelivered").status == 403
    with pytest.raises(NotYours):
        undelivered.replay(world, Caller(id=LI))


def test_one_is_dealt_with_on_the_page(world, dead):
    desk = signed_in(world, "officer-1", "operator")
    page = desk.page("/operations/undelivered")
    assert "重办这一条" in page.text

    sent = desk.submit(f"/operations/undelivered/{dead.id}/replay", on=page)

    assert sent.location == "/pay/operations/undelivered?done=1&failed=0"
    assert world.store.get(Payment, dead.data["case_id"]).status == "settled"
    assert "重办了 1 条" in desk.page("/operations/undelivered?done=1&failed=0").text
    assert world.dead_letters.kept == []


def test_to_repeat_is_harmless(world, dead):
    matter = matters.load("utility-payment")
    matters.react(matter, world, dead)
    before = world.store.get(Payment, dead.data["case_id"])

    assert undelivered.replay(world, WANG).done == 1
    world.dead_letters.add(dead)
    assert undelivered.replay(world, WANG).done == 1

    assert world.store.get(Payment, before.id) == before


def test_what_fails_again_stays(world, dead):
    world.dead_letters.add(dead.model_copy(update={"id": "other", "data": {"case_id": "nobody"}}))
    world.dead_letters.add(None)

    came = undelivered.replay(world, WANG)

    assert (came.done, came.failed) == (1, 1)
    assert world.dead_letters.count() == 2


def test_a_payment_whose_machine_could_not_be_started_goes_on(world, ordered, dead):
    world.dead_letters.kept.clear()
    started = Fact(
        id="s", type="utility_payment.started", version=1, correlation_id="c", data={"case_id": ordered.id}
    )
    world.dead_letters.add(started)

    assert undelivered.replay(world, WANG).done == 1

    assert world.store.get(Payment, ordered.id).status == "settled"
