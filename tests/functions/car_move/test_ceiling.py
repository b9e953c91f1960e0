"""What a day may cost holds for every text, too: past the ceiling none leaves, and whoever asks for one is told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.errors import Busy
from functions.car_move.model.contact import Proposal
from functions.car_move.model.share import Invited
from functions.car_move.model.tuning import COSTS
from functions.car_move.use_cases import (
    codes,
    contacts,
    erasures,
    outgoing,
    sending,
    sharing,
    tallies,
    vehicles,
)

OWNER, PASSER_BY, MASKED = "+8613800138000", "+8613900139000", "+6531580001"


@pytest.fixture
def memory(street):
    return street.world.phone.memory


@pytest.fixture
def spent(street):
    """The day has cost all it may."""

    def spend():
        everything = replace(tallies.add(street.world, "fen"), many=COSTS.day_ceiling)
        day = everything.to.removeprefix("day#")
        street.world.store.commit(replace(everything, to=f"spent#{day}"))

    return spend


def test_no_text_of_ours_leaves(street, memory, spent):
    spent()

    outgoing.text(street.world, OWNER, "请挪车", "key-1")
    outgoing.relay(street.world, OWNER, MASKED, "请挪车")

    assert memory.texts == []


def test_no_text_is_passed_on_and_it_is_given_up_when_it_is_of_no_use_any_more(street, memory, spent):
    spent()
    sending.send(street.world, "text#SM1", OWNER, MASKED, "在吗")
    street.world.clock.advance(sending.OF_USE)

    sending.send_due(street.world)

    assert memory.texts == []
    assert street.world.store.page(sending.Passing, sending.DUE).items == []


def test_a_text_that_waited_leaves_once_a_new_day_has_begun(street, memory, spent):
    street.world.clock.time = street.world.now().replace(hour=15, minute=55)
    spent()
    sending.send(street.world, "text#SM1", OWNER, MASKED, "在吗")

    street.world.clock.advance(timedelta(minutes=6))
    sending.send_due(street.world)

    assert memory.texts == [(OWNER, MASKED, "在吗")]


def test_who_asks_for_a_code_is_told_why_there_is_none(street, code, spent):
    case = street.ask(code)
    spent()

    with pytest.raises(Busy, match="名额已经用完"):
        codes.may_send(street.world, case)


def test_who_invites_somebody_is_told_why_no_text_leaves(street, code, spent):
    [vehicle] = vehicles.mine(street.world, "owner-1").vehicles
    spent()

    with pytest.raises(Busy, match="名额已经用完"):
        contacts.propose(street.world, "owner-1", vehicle.id, Proposal(name="妻子", phone=PASSER_BY))
    with pytest.raises(Busy, match="名额已经用完"):
        sharing.offer(street.world, "owner-1", vehicle.id, Invited(phone=PASSER_BY))


def test_every_text_is_counted_when_the_carrier_has_taken_it(street, memory):
    outgoing.text(street.world, OWNER, "请挪车", "key-1")
    outgoing.relay(street.world, OWNER, MASKED, "请挪车")

    assert len(memory.texts) == 2
    assert tallies.spent(street.world) == 2 * COSTS.text


def test_what_was_received_is_counted_once(street):
    for _ in range(2):
        erasures.file(street.world, "text", "SM9")

    assert tallies.spent(street.world) == COSTS.text
