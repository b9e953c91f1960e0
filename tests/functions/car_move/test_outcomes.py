"""What becomes of a request: its page follows it, the state machine waits for it, and it is closed once."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from functions.car_move.model.limits import LIMITS
from functions.car_move.model.request import Leg, Request
from functions.car_move.rules import calls
from functions.car_move.use_cases import requests
from functions.car_move.use_cases.outcomes import change

OWNER = "+8613800138000"
MACHINE = json.loads(Path("state_machines/car_move.asl.json").read_text())


@pytest.fixture
def case(street, code):
    return street.ask(code)


def heard(street, case, **leg):
    """The request, once this has been heard of the phone that was rung."""
    change(
        street.world,
        case.id,
        lambda known: (known.model_copy(update={"legs": calls.hear(known.legs, "CA2", Leg(**leg))}), []),
    )


def test_asking_tells_the_province_and_starts_the_machine(street, case):
    [fact] = [fact for fact in street.world.bus.facts if fact.type == "car_move.asked"]

    assert fact.data["case_id"] == case.id
    assert fact.data["closes_at"] == "2026-05-01T09:18:35Z"


def test_json_says_what_the_page_says(street, case):
    answer = street.get(f"/requests/{case.id}", accept="application/json").json_body

    assert (
        answer.items()
        >= {
            "case_id": case.id,
            "status": "asked",
            "reason": "blocks_exit",
            "number": "+6531580001",
            "until": "2026-05-01T09:15:00Z",
            "seconds_left": 900,
            "ringing": False,
            "answered": False,
            "told": False,
            "closed": False,
            "answer": None,
            "rest_until": None,
            "may_dial": True,
            "advised": False,
        }.items()
    )


@pytest.mark.parametrize(
    ("leg", "status", "says"),
    [
        ({}, "asked", "现在就可以拨打"),
        ({"rang": True}, "ringing", "车主的手机正在响"),
        ({"rang": True, "accepted": True}, "answered", "车主已接听"),
        ({"rang": True, "ended": True}, "unreachable", "车主暂时没有接听"),
    ],
)
def test_the_page_follows_the_call(street, case, leg, status, says):
    heard(street, case, **leg)

    page = street.get(f"/requests/{case.id}").body.decode()

    assert says in page
    assert requests.follow(street.world, case.id).status == status
    assert 'http-equiv="refresh"' in page
    assert "data-live" in page


def test_who_is_not_reached_is_told_what_else_to_do(street, case):
    heard(street, case, ended=True)

    page = street.get(f"/requests/{case.id}").body.decode()

    assert 'href="tel:122"' in page
    assert 'href="tel:12345"' in page
    assert f'href="tel:{case.number}"' in page


def test_an_expired_number_is_not_shown(street, case):
    street.world.clock.advance(timedelta(minutes=15))

    page = street.get(f"/requests/{case.id}").body.decode()

    assert case.number not in page
    assert "重新扫描" in page


def test_a_closed_page_stands_still(street, case):
    street.step("close", case.id)

    page = street.get(f"/requests/{case.id}").body.decode()

    assert 'http-equiv="refresh"' not in page
    assert "data-live" not in page
    assert case.number not in page


def test_following_a_request_costs_one_read(street, case, dynamodb):
    with dynamodb() as operations:
        street.get(f"/requests/{case.id}", accept="application/json")

    assert operations == ["GetItem"]


def test_the_machine_waits_until_the_call_is_answered(street, case):
    street.step("await_outcome", case.id, token="t1")
    assert street.world.machine.resumed == []

    street.carrier(f"/calls/{case.id}/accept", CallSid="CA2", From=case.number, To=OWNER, Digits="1")
    street.hear_facts()

    assert street.world.machine.resumed == [("t1", {"outcome": "answered"})]


def test_the_machine_goes_on_at_once_when_the_outcome_is_known(street, case):
    heard(street, case, ended=True)
    street.hear_facts()

    street.step("await_outcome", case.id, token="t1")

    assert street.world.machine.resumed == [("t1", {"outcome": "unreachable"})]


def test_an_owner_who_was_not_reached_is_told_once(street, case):
    heard(street, case, ended=True)

    street.step("tell", case.id)
    street.step("tell", case.id)

    [fact] = [fact for fact in street.world.bus.facts if fact.type == "car_move.unreachable"]
    assert fact.data["owner_id"] == "owner-1"
    assert "已经给车主发了提醒" in street.get(f"/requests/{case.id}").body.decode()


@pytest.mark.parametrize("leg", [{}, {"rang": True}, {"rang": True, "accepted": True, "ended": True}])
def test_an_owner_who_was_never_missed_is_not_disturbed(street, case, leg):
    heard(street, case, **leg)

    street.step("tell", case.id)

    assert "car_move.unreachable" not in street.told()


@pytest.mark.parametrize(
    ("leg", "outcome"),
    [({}, "not_called"), ({"ended": True}, "unreachable"), ({"accepted": True, "seconds": 42}, "answered")],
)
def test_a_case_is_closed_once_with_its_outcome(street, case, leg, outcome):
    heard(street, case, **leg)

    street.step("close", case.id)
    street.step("close", case.id)

    [fact] = [fact for fact in street.world.bus.facts if fact.type == "car_move.closed"]
    assert (fact.data["outcome"], fact.data["seconds"]) == (outcome, leg.get("seconds", 0))


def test_a_machine_that_begins_again_after_the_end_does_no_harm(street, case):
    street.step("close", case.id)
    told = street.told()

    street.step("await_outcome", case.id, token="t2")
    street.step("tell", case.id)
    street.step("close", case.id)

    assert street.told() == told
    assert street.world.machine.resumed == [("t2", {"outcome": "not_called"})]


def test_a_case_is_forgotten_in_time(street, case):
    street.world.clock.advance(timedelta(days=LIMITS.case_days, minutes=15))

    assert street.world.store.find(Request, case.id) is None


def test_the_machine_waits_as_long_as_a_session_lasts():
    assert MACHINE["States"]["Await outcome"]["TimeoutSeconds"] == LIMITS.session_minutes * 60
