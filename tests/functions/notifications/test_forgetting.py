"""What notifications have texted the carrier forgets: not before we know that it was taken, and in any case in the end."""

from datetime import timedelta

import pytest

from chalicelib import matters
from chalicelib.erasures import DUE, Erasure
from chalicelib.ports.phone import Receipt, Trace
from functions.notifications.use_cases.receipts import note_receipt

SENDER = "+15005550006"


@pytest.fixture
def carrier(town):
    town.world.parameters["carrier/sms-from"] = SENDER
    return town.world.phone


def sweep(town, minutes):
    for _ in range(minutes):
        town.world.clock.advance(timedelta(minutes=1))
        matters.sweep(matters.load("notifications"), town.world)


def test_a_text_that_was_sent_is_forgotten(town, carrier):
    town.hear(town.fact("car_move.sticker_issued"))
    sweep(town, 2)

    assert carrier.forgotten == ["SM1"]
    assert town.message().status == "sent"


def test_a_receipt_that_comes_before_our_own_note_keeps_nothing_from_being_forgotten(town, carrier):
    carrier.losing = 1
    town.hear(town.fact("car_move.sticker_issued"))
    note_receipt(town.world, town.message().id, Receipt("delivered"))
    assert town.message().status == "delivered"

    carrier.kept = [Trace("SM1", SENDER, "")]
    sweep(town, 3)

    assert carrier.forgotten == ["SM1"]


def test_a_text_in_doubt_stays_where_it_can_be_found(town, carrier):
    carrier.losing = 1
    town.hear(town.fact("car_move.sticker_issued"))
    assert town.world.store.page(Erasure, DUE).items == []

    sweep(town, 5)

    assert len(town.texts) == 1
    assert carrier.forgotten == ["SM1"]


def test_what_was_left_behind_is_found_in_the_carriers_own_list(town, carrier):
    carrier.kept = [Trace("SM8", SENDER, "+8613800138000"), Trace("SM9", "+6531580001", "+8613800138000")]

    sweep(town, 3)

    assert carrier.forgotten == ["SM8"]
