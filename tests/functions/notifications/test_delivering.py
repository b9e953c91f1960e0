"""A text gets through, is tried again, is never sent twice for want of asking, and is given up in the end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import permutations

import pytest

from chalicelib.ports.phone import Receipt
from functions.notifications import rules
from functions.notifications.model import Message
from functions.notifications.use_cases.delivering import deliver_due
from functions.notifications.use_cases.receipts import note_receipt

SENT, DELIVERED, FAILED = Receipt("sent"), Receipt("delivered"), Receipt("failed", "30003")


def crash_before_sending(town):
    """Power is lost between writing the message down and calling the carrier."""
    town.world.phone.failing = 1
    town.hear(town.fact("car_move.sticker_issued"))
    kept = town.message()
    claim = {"status": "sending", "due": town.world.now() + rules.DOUBT}
    town.world.store.commit(kept.model_copy(update=claim))


def crash_after_sending(town):
    """Power is lost between calling the carrier and writing down that it took the text."""
    town.hear(town.fact("car_move.sticker_issued"))
    claim = {"status": "sending", "carrier_id": "", "due": town.world.now() + rules.DOUBT}
    town.world.store.commit(town.message().model_copy(update=claim))


def test_a_carrier_that_fails_is_asked_again_a_little_later_each_time(town):
    town.world.phone.failing = 3
    begun = town.world.now()
    town.hear(town.fact("car_move.sticker_issued"))

    tried = []
    for _ in range(10):
        left = town.world.phone.failing
        town.minutes(1)
        if town.world.phone.failing < left or town.texts:
            tried.append((town.world.now() - begun) // timedelta(minutes=1))
        if town.texts:
            break

    assert tried == [1, 2, 4]
    assert town.message().status == "sent"


def test_after_eight_attempts_a_text_is_given_up_and_the_province_knows(town):
    town.world.phone.failing = 99
    town.hear(town.fact("car_move.sticker_issued"))

    town.minutes(180)

    assert town.world.phone.failing == 99 - rules.MAX_ATTEMPTS
    assert (town.message().status, town.message().why, town.message().due) == ("given_up", "carrier", None)
    assert [fact.type for fact in town.world.bus.facts] == ["notifications.given_up"]


def test_an_urgent_text_is_not_tried_beyond_its_use(town):
    town.world.phone.failing = 99
    town.hear(town.fact("car_move.asked"))

    town.minutes(60)

    assert town.world.phone.failing == 99 - 5
    assert town.message().status == "given_up"


def test_a_text_that_was_written_down_but_not_sent_is_sent_after_two_minutes(town):
    crash_before_sending(town)

    town.minutes(1)
    assert town.texts == []
    town.minutes(1)

    assert len(town.texts) == 1
    assert town.message().status == "sent"


def test_a_text_that_was_sent_but_not_written_down_is_not_sent_again(town):
    crash_after_sending(town)

    town.minutes(10)

    assert len(town.texts) == 1
    assert (town.message().status, town.message().carrier_id) == ("sent", "SM1")


def test_a_text_whose_answer_was_lost_is_not_sent_again(town):
    town.world.phone.losing = 1

    town.hear(town.fact())
    town.minutes(10)

    assert len(town.texts) == 1
    assert town.message().carrier_id == "SM1"


def test_a_receipt_says_that_the_carrier_has_it_before_we_need_to_ask(town):
    crash_after_sending(town)

    note_receipt(town.world, town.message().id, DELIVERED)
    town.minutes(10)

    assert len(town.texts) == 1
    assert (town.message().status, town.message().due) == ("delivered", None)


def test_two_sweeps_at_the_same_moment_send_once(town):
    crash_before_sending(town)
    town.world.clock.advance(timedelta(minutes=2))

    with ThreadPoolExecutor(6) as sweeps:
        list(sweeps.map(lambda _: deliver_due(town.world), range(6)))

    assert len(town.texts) == 1


def test_one_that_fails_does_not_keep_the_others_from_going_out(town):
    town.world.phone.failing = 3
    for _ in range(3):
        town.hear(town.fact("car_move.sticker_issued"))
    town.world.phone.failing = 1

    town.minutes(2)

    assert len(town.texts) == 3


def test_what_is_sent_is_no_longer_due(town):
    town.hear(town.fact())

    assert town.world.store.page(Message, "due").items == []


@pytest.mark.parametrize("order", list(permutations([SENT, DELIVERED, SENT])))
def test_receipts_in_any_order_end_the_same(town, order):
    town.hear(town.fact())

    for receipt in [*order, *order]:
        note_receipt(town.world, town.message().id, receipt)

    assert town.message().status == "delivered"


@pytest.mark.parametrize("order", list(permutations([SENT, FAILED, SENT])))
def test_a_text_that_did_not_arrive_stays_so_whatever_comes_late(town, order):
    town.hear(town.fact())

    for receipt in order:
        note_receipt(town.world, town.message().id, receipt)

    assert (town.message().status, town.message().error_code) == ("undelivered", "30003")


def test_a_text_that_arrived_after_all_has_arrived(town):
    town.world.phone.losing = 1
    town.hear(town.fact("car_move.asked"))
    town.world.clock.advance(timedelta(minutes=20))
    deliver_due(town.world)
    assert town.message().status == "given_up"

    note_receipt(town.world, town.message().id, DELIVERED)

    assert (town.message().status, town.message().why) == ("delivered", "")


def test_receipts_at_the_same_moment_are_all_counted(town):
    town.hear(town.fact())
    receipts = [SENT, DELIVERED] * 3

    with ThreadPoolExecutor(3) as carrier:
        list(carrier.map(lambda receipt: note_receipt(town.world, town.ids()[-1], receipt), receipts))

    assert town.message().status == "delivered"


def test_a_receipt_for_a_text_of_somebody_else_says_nothing_to_us(town):
    note_receipt(town.world, "challenge-1", DELIVERED)
