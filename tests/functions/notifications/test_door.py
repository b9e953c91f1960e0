"""Notifications at their door: a citizen's wishes, and the carrier's receipts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from twilio.request_validator import RequestValidator

from chalicelib.identity import COOKIE
from chalicelib.ports.twilio_phone import TwilioPhone
from chalicelib.tokens import Claims
from functions.notifications.model import Preferences
from functions.notifications.routes import routes
from tests.door import Door
from tests.functions.notifications.conftest import OWNER

SECRET = "carrier-secret"


@pytest.fixture
def door(town):
    claims = Claims(sub=OWNER, sid="s", jti="t", level=1, roles=["citizen"])
    token = town.world.tokens.issue(claims, town.world.now() + timedelta(hours=1))
    return Door(routes, town.world, cookies={COOKIE: token})


def test_a_citizen_changes_what_to_be_told_without_a_script(door, town):
    page = door.page("/preferences")
    reply = door.submit("/preferences", on=page, urgent="true", quiet_from="23:30", quiet_to="06:00")

    assert page.text.count(" checked") == 3
    assert reply.location == "/notifications/preferences/saved"
    assert door.page("/preferences/saved").status == 200
    kept = town.world.store.get(Preferences, OWNER)
    assert (kept.urgent, kept.ordinary, kept.urgent_anytime) == (True, False, False)
    assert 'value="23:30"' in door.page("/preferences").text


def test_a_time_that_is_none_is_remarked_on(door):
    reply = door.submit("/preferences", quiet_from="25:00", quiet_to="06:00")

    assert reply.status == 422
    assert "请填写时间" in reply.text


def test_a_program_reads_and_changes_them_too(door):
    wishes = door.fetch("/preferences").json | {"ordinary": False}

    assert door.post("/preferences", wishes).status == 200
    assert door.fetch("/preferences").json == wishes


def test_the_front_of_the_house_are_the_wishes(door):
    assert door.page("/").location == "/notifications/preferences"


def test_a_stranger_has_no_wishes(town):
    assert Door(routes, town.world).fetch("/preferences").status == 401


def receipt(town, status, signed_with=SECRET):
    phone = TwilioPhone({"carrier/token": SECRET})
    door = Door(routes, replace(town.world, phone=phone))
    path = f"/receipts/{town.ids()[-1]}"
    url = f"https://tongban.example/notifications{path}"
    signature = RequestValidator(signed_with).compute_signature(
        url, {"MessageSid": "SM1", "MessageStatus": status}
    )
    form = f"MessageSid=SM1&MessageStatus={status}".encode()
    kind = "application/x-www-form-urlencoded"
    return door.send("POST", path, form, content_type=kind, x_twilio_signature=signature)


def test_the_carrier_tells_what_became_of_a_text(town):
    town.hear(town.fact())

    assert receipt(town, "delivered").status == 200
    assert receipt(town, "sent").status == 200

    assert town.message().status == "delivered"


def test_nobody_else_does(town):
    town.hear(town.fact())

    assert receipt(town, "delivered", signed_with="guess").status == 403

    assert town.message().status == "sent"
