"""What the carrier knows about a call is deleted, and asked for again until the carrier confirms."""

from datetime import timedelta

import pytest

from chalicelib import erasures as kernel
from chalicelib import matters
from chalicelib.erasures import DUE, Erasure
from functions.car_move.use_cases import erasures

OWNER, PASSER_BY = "+8613800138000", "+8613900139000"
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def case(street, code):
    return street.ask(code)


@pytest.fixture
def memory(street):
    return street.world.phone.memory


def talk(street, case):
    leg = {"CallSid": "CA2", "ParentCallSid": "CA1", "From": case.number, "To": OWNER}
    street.carrier(f"/calls/{case.id}/progress", **leg, CallStatus="completed", CallDuration=30)
    over = {"CallSid": "CA1", "From": PASSER_BY, "To": case.number, "CallStatus": "completed"}
    street.carrier("/calls/finished", **over)


def minutes(street, many=1):
    for _ in range(many):
        street.world.clock.advance(A_MINUTE)
        matters.sweep(matters.load("car-move"), street.world)


def left(street):
    return street.world.store.page(Erasure, DUE).items


def test_both_legs_of_a_call_are_deleted_a_minute_after_its_end(street, case, memory):
    talk(street, case)
    matters.sweep(matters.load("car-move"), street.world)
    assert memory.forgotten == []

    minutes(street)

    assert sorted(memory.forgotten) == [("call", "CA1"), ("call", "CA2")]
    assert left(street) == []


def test_a_call_that_reached_nobody_is_deleted_too(street, code, memory):
    form = {"CallSid": "CA9", "From": "+8613700137000", "To": "+6531580001", "CallStatus": "completed"}
    street.carrier("/calls/finished", **form)
    minutes(street)

    assert memory.forgotten == [("call", "CA9")]


def test_a_call_that_goes_on_is_not(street, case, memory):
    form = {"CallSid": "CA1", "From": PASSER_BY, "To": case.number, "CallStatus": "in-progress"}
    street.carrier("/calls/finished", **form)
    minutes(street)

    assert memory.forgotten == []


def test_ten_reports_of_one_end_ask_for_one_deletion(street, case, memory):
    for _ in range(10):
        talk(street, case)
    minutes(street)

    assert len(memory.forgotten) == 2


def test_a_carrier_that_is_down_is_asked_until_it_confirms(street, case, memory):
    talk(street, case)
    memory.failing = 4
    minutes(street, 8)

    assert sorted(memory.forgotten) == [("call", "CA1"), ("call", "CA2")]
    assert left(street) == []
    assert memory.asked == 6


def test_what_fails_is_put_off_twice_as_long_each_time_but_never_dropped(street, memory):
    erasures.file(street.world, "call", "CA1")
    memory.failing = 10**6
    minutes(street, 200)

    [kept] = left(street)
    assert kept.tries == memory.asked
    assert 5 <= kept.tries <= 9
    assert kernel.overdue(street.world) == 1


def test_the_longest_pause_is_a_quarter_of_a_day():
    assert [kernel.pause(tries) for tries in (0, 1, 2)] == [A_MINUTE, 2 * A_MINUTE, 4 * A_MINUTE]
    assert kernel.pause(10**9) == timedelta(hours=6)


def test_when_the_carrier_is_down_a_sweep_soon_gives_up_until_the_next_minute(street, memory):
    for n in range(40):
        erasures.file(street.world, "call", f"CA{n}")
    memory.failing = 10**6
    minutes(street)

    assert memory.asked == kernel.PATIENCE


def test_a_busy_minute_is_swept_clean(street, memory):
    for n in range(60):
        erasures.file(street.world, "call", f"CA{n}")
    minutes(street)

    assert len(memory.forgotten) == 60
    assert left(street) == []


def test_an_alarm_can_see_what_the_carrier_keeps(street, memory, capsys):
    erasures.file(street.world, "call", "CA1")
    memory.failing = 10**6
    minutes(street, 10)
    told = [line for line in capsys.readouterr().out.splitlines() if "CarrierRecordsOverdue" in line]

    assert '"CarrierRecordsOverdue":[1.0]' in told[-1].replace(" ", "")
    assert "environment" in told[-1]
