"""A passer-by asks, is helped along, and never learns who the owner is."""

import json
import re

import pytest
from pydantic import ValidationError

from chalicelib.errors import Invalid, NotFound, TooMany
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.request import Reason
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.use_cases import stickers, vehicles
from functions.car_move.words import REASONS

OWNER, THIRD = "+8613800138000", "+8613700137000"


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


def test_the_owners_vehicle_is_not_touched_by_being_asked_for(street, code):
    before = stickers.resolve(street.world, code)

    case = street.ask(code)

    assert street.world.store.get(Vehicle, case.vehicle_id) == before
