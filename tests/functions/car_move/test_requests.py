"""A passer-by asks, is helped along, and never learns who the owner is."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from chalicelib.errors import Invalid, NotFound, TooMany
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.request import Leg, Reason, Request
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.rules import calls
from functions.car_move.use_cases import requests, stickers, vehicles
from functions.car_move.use_cases.outcomes import change
from functions.car_move.words import REASONS

OWNER, PASSER_BY, THIRD = "+8613800138000", "+8613900139000", "+8613700137000"
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


def form(code, **more):
    return {"code": code, "tail": "345", "reason": "blocks_exit", "phone": "139 0013 9000"} | more


def browse(street, code, **more):
    """Fill in the form in a browser."""
    page = street.get(f"/{code}")
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.body.decode()))
    cookies = page.headers["Set-Cookie"]
    cookie = "; ".join(c.partition(";")[0] for c in ([cookies] if isinstance(cookies, str) else cookies))
    return street.post("/requests", hidden | form(code, **more), {"Accept": "text/html", "Cookie": cookie})


def test_the_front_page_knows_both_ways_in(street):
    page = street.get("/").body.decode()

    assert 'href="/car-move/vehicles"' in page
    assert "扫一扫" in page


def test_the_qr_code_leads_to_a_small_page_that_asks_for_three_things(street, code):
    page = street.get(f"/{code}")

    assert page.status_code == 200
    assert len(page.body) < 60_000
    assert set(re.findall(r'name="(tail|reason|phone)"', page.body.decode())) == {"tail", "reason", "phone"}
    assert all(f'value="{reason}"' in page.body.decode() for reason in Reason)


def test_every_reason_can_be_said_on_the_telephone():
    assert set(REASONS) == set(Reason)


def test_a_code_may_be_typed_in_small_letters(street, code):
    assert street.get(f"/scan/{code.lower()}").status_code == 200


def test_a_browser_is_led_to_its_request(street, code):
    answer = browse(street, code)

    assert answer.status_code == 303
    page = street.get(answer.headers["Location"].removeprefix("/car-move"))
    assert 'href="tel:+6531580001"' in page.body.decode()


@pytest.mark.parametrize(
    ("field", "wrong"), [("tail", "999"), ("tail", ""), ("phone", "12345"), ("phone", OWNER), ("reason", "")]
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(street, code, field, wrong):
    answer = browse(street, code, **{field: wrong})

    page = answer.body.decode()
    assert answer.status_code == 422
    assert f'id="{field}-error"' in page
    assert f'name="code" value="{code}"' in page


@pytest.mark.parametrize("tail", ["345", " ３４５", "3-4-5"])
def test_the_tail_may_be_typed_as_people_type(street, code, tail):
    assert street.ask(code, tail=tail).number


@pytest.mark.parametrize("tail", ["", "45", "2345", "皖A12345", "346"])
def test_who_does_not_see_the_plate_is_refused(street, code, tail):
    with pytest.raises(Invalid, match="对不上"):
        street.ask(code, tail=tail)


def test_guessing_at_a_plate_soon_comes_to_an_end(street, code):
    for n in range(LIMITS.attempts_per_code):
        with pytest.raises(Invalid):
            street.ask(code, tail=f"{n:03}")

    with pytest.raises(TooMany):
        street.ask(code)


def test_a_device_has_fewer_attempts_still(street, code):
    page = street.get(f"/{code}")
    device = page.headers["Set-Cookie"].partition(";")[0]
    headers = {"Cookie": device, "Content-Type": "application/json"}

    answers = [
        street.client.http.post(
            "/requests",
            headers=headers | {"Idempotency-Key": f"key-{n:08}"},
            body=json.dumps(form(code, tail="x")),
        ).status_code
        for n in range(LIMITS.attempts_per_device + 1)
    ]

    assert answers == [422] * LIMITS.attempts_per_device + [429]


def test_nobody_needs_the_relay_to_ring_themselves(street, code):
    with pytest.raises(Invalid, match="本人"):
        street.ask(code, OWNER)


@pytest.mark.parametrize("phone", ["+6531580001", "+15005550006", "+2348031234567"])
def test_only_a_persons_own_phone_nearby_is_rung_back(street, code, phone):
    with pytest.raises((Invalid, ValidationError)):
        street.ask(code, phone)


def paused(street, code):
    vehicles.pause(street.world, "owner-1", stickers.resolve(street.world, code).id)
    return code


def revoked(street, code):
    vehicle = stickers.resolve(street.world, code)
    stickers.revoke(street.world, "owner-1", vehicle.id, stickers.Named(serial=vehicle.serial))
    return code


def unknown(street, code):
    return "A" * len(code)


def test_unknown_revoked_and_paused_codes_look_alike_and_cost_alike(street, dynamodb):
    """Whoever guesses codes learns nothing, not even from the clock."""
    dead = [unknown, revoked, paused]
    seen = []
    for n, spoil in enumerate(dead):
        code = spoil(street, street.park(f"皖{'ABC'[n]}12345"))
        with dynamodb() as operations:
            page = street.get(f"/{code}")
        ids = re.compile(rf"{code}|{page.headers['X-Correlation-Id']}")
        seen.append((page.status_code, ids.sub("…", page.body.decode()), operations))
        with pytest.raises(NotFound, match="这张挪车码现在不能用"):
            street.ask(code)

    assert seen == [seen[0]] * 3
    assert (seen[0][0], seen[0][2]) == (404, ["GetItem", "GetItem"])


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


def test_the_owners_vehicle_is_not_touched_by_being_asked_for(street, code):
    before = stickers.resolve(street.world, code)

    case = street.ask(code)

    assert street.world.store.get(Vehicle, case.vehicle_id) == before
