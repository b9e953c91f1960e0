"""Callbacks that are lost leave nothing behind: not at the carrier, not in the books, not among the open sessions."""

from datetime import timedelta

import pytest

from chalicelib import leftovers, matters
from chalicelib.ports.phone import Trace
from functions.car_move.rules import costs
from functions.car_move.use_cases import tallies
from tests.functions.car_move.switchboard import PAGE

OWNER, PASSER_BY = "+8613800138000", "+8613900139000"
OURS = "+6531580001"


@pytest.fixture
def memory(street):
    return street.world.phone.memory


def pass_minutes(street, many):
    for _ in range(many):
        street.world.clock.advance(timedelta(minutes=1))
        matters.sweep(matters.load("car-move"), street.world)


def keep(street, what, *traces):
    """The carrier has these; nobody told us that they are over."""
    street.world.phone.memory.kept += [(what, street.world.now(), trace) for trace in traces]


def forgotten(memory):
    return {carrier_id for _, carrier_id in memory.forgotten}


def test_a_call_whose_end_was_never_reported_is_deleted_in_the_end(street, memory):
    keep(street, "call", Trace("CA1", PASSER_BY, OURS), Trace("CA2", OURS, OWNER))
    street.world.clock.advance(leftovers.AGE)
    pass_minutes(street, 3)

    assert forgotten(memory) == {"CA1", "CA2"}


def test_so_is_a_text_and_it_is_paid_for(street, memory):
    keep(street, "text", Trace("SM7", PASSER_BY, OURS))
    street.world.clock.advance(leftovers.AGE)
    pass_minutes(street, 3)

    assert forgotten(memory) == {"SM7"}
    assert tallies.of_day(street.world)["texts"] == 1


def test_so_is_a_call_from_a_browser(street, memory):
    keep(street, "call", Trace("CA1", "client:case-1", "", browser="case-1"))
    street.world.clock.advance(leftovers.AGE)
    pass_minutes(street, 3)

    assert forgotten(memory) == {"CA1"}


def test_what_may_still_be_reported_is_left_alone(street, memory):
    street.world.clock.advance(leftovers.REST)
    keep(street, "call", Trace("CA1", PASSER_BY, OURS))
    pass_minutes(street, 100)

    assert forgotten(memory) == set()


def test_what_is_not_ours_is_nobodys_business(street, memory):
    keep(street, "call", Trace("CA1", "+6599990000", "+6599990001"))
    street.world.clock.advance(leftovers.AGE)
    pass_minutes(street, 5)

    assert forgotten(memory) == set()


def test_a_minute_reads_one_page_of_each_list_and_a_list_that_is_read_rests_for_an_hour(street, memory):
    keep(street, "call", *(Trace(f"CA{n}", PASSER_BY, OURS) for n in range(3 * PAGE)))
    street.world.clock.advance(leftovers.AGE)

    pass_minutes(street, 1)
    assert memory.read == ["call", "text"]
    pass_minutes(street, 58)

    assert memory.read.count("call") == 3
    assert memory.read.count("text") == 1
    assert len(forgotten(memory)) == 3 * PAGE


def test_a_carrier_that_lists_nothing_is_asked_again_and_keeps_no_other_sweep_from_its_work(street, memory):
    keep(street, "call", Trace("CA1", PASSER_BY, OURS))
    street.world.clock.advance(leftovers.AGE)
    memory.closed = True
    pass_minutes(street, 2)
    memory.closed = False
    assert forgotten(memory) == set()

    pass_minutes(street, 65)

    assert forgotten(memory) == {"CA1"}


def test_a_session_of_which_no_end_was_reported_closes_and_is_charged_for_the_longest_call(street, code):
    case = street.ask(code)
    leg = {"CallSid": "CA2", "ParentCallSid": "CA1", "From": case.number, "To": OWNER}
    street.carrier(f"/calls/{case.id}/progress", **leg, CallStatus="ringing")
    street.carrier(f"/calls/{case.id}/accept", **leg, Digits="1")

    street.world.clock.advance(timedelta(minutes=20))
    street.step("close", case.id)

    assert street.case(case).closed_at
    assert tallies.spent(street.world) == costs.of_session()
    assert street.ask(code).id != case.id


def test_a_second_call_is_set_aside_as_soon_as_it_rings_and_charged_as_it_was(street, code):
    case = street.ask(code)
    for call, seconds in (("CA2", 170), ("CA4", 10)):
        street.world.clock.advance(timedelta(seconds=70))
        leg = {"CallSid": call, "ParentCallSid": "CA1", "From": case.number, "To": OWNER}
        street.carrier(f"/calls/{case.id}/progress", **leg, CallStatus="ringing")
        while_it_rings = tallies.spent(street.world)
        street.carrier(f"/calls/{case.id}/progress", **leg, CallStatus="completed", CallDuration=seconds)

    assert while_it_rings == costs.of_call(170) + costs.of_session()
    assert tallies.spent(street.world) == costs.of_call(170) + costs.of_call(10)
    street.step("close", case.id)
    assert tallies.spent(street.world) == costs.of_call(170) + costs.of_call(10)
