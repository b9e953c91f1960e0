"""Calling from a browser: a short-lived token for one request, and a call that goes where that request goes."""

from dataclasses import replace

import jwt
import pytest

from chalicelib.errors import Gone, NotFound
from functions.car_move.model.limits import LIMITS
from functions.car_move.use_cases import ways
from tests.functions.car_move.conftest import NUMBERS
from tests.leaks import names

OWNER, PASSER_BY = "+8613800138000", "+8613900139000"
VOICE = {
    "carrier/account": "AC" + "0" * 32,
    "carrier/api-key": "SK" + "1" * 32,
    "carrier/api-secret": "an-api-secret-of-the-usual-length",
    "carrier/voice-app": "AP" + "2" * 32,
}


@pytest.fixture
def case(street, code):
    return street.ask(code)


@pytest.fixture
def voiced(street):
    """The same world, once an operator has put the keys in."""
    parameters = {**street.world.parameters, **VOICE, "carrier/token": "the-auth-token"}
    return replace(street.world, phone=type(street.world.phone)(parameters), parameters=parameters)


def call(street, identity, **more):
    return street.carrier("/calls/browser", CallSid="CA1", From=identity, To="", **more).body.decode()


def test_a_token_opens_one_application_for_five_minutes(voiced, case):
    given = ways.browser_pass(voiced, case.id)

    key, secret = VOICE["carrier/api-key"], VOICE["carrier/api-secret"]
    told = jwt.decode(given.token, secret, algorithms=["HS256"])
    assert (told["iss"], told["sub"]) == (key, VOICE["carrier/account"])
    assert told["grants"] == {
        "identity": case.id,
        "voice": {"outgoing": {"application_sid": VOICE["carrier/voice-app"]}},
    }
    assert (
        given.seconds
        == told["exp"] - int(told["jti"].rpartition("-")[2])
        == LIMITS.voice_token_seconds
        <= 300
    )


def test_a_token_tells_no_number(voiced, case):
    given = ways.browser_pass(voiced, case.id)

    told = str(jwt.decode(given.token, options={"verify_signature": False}))
    assert names(told, [OWNER, PASSER_BY, *NUMBERS]) == []


def test_without_keys_there_is_none_and_the_page_does_not_offer_it(street, case):
    with pytest.raises(NotFound):
        ways.browser_pass(street.world, case.id)
    assert not ways.ways(street.world, case).browser


def test_with_keys_it_is_offered(voiced, case):
    assert ways.ways(voiced, case).browser


def test_nor_is_there_one_once_the_session_is_over(street, voiced, case):
    street.world.clock.advance(LIMITS.session)

    with pytest.raises(Gone):
        ways.browser_pass(voiced, case.id)


def test_the_browser_rings_the_owner_who_sees_the_masked_number(street, case):
    answer = call(street, f"client:{case.id}")

    assert f">{OWNER}</Number>" in answer
    assert f'callerId="{case.number}"' in answer
    assert PASSER_BY not in answer


@pytest.mark.parametrize("identity", ["client:another", "client:", PASSER_BY, "anonymous"])
def test_nobody_else_is_connected(street, case, identity):
    assert "<Dial" not in call(street, identity)


def test_what_a_browser_claims_besides_is_not_heard(street, case, code):
    other = street.ask(street.park("皖A12399", "owner-2", "+8613800138002"), tail="399")

    answer = call(street, f"client:{case.id}", case_id=other.id, Number="+8613800138002")

    assert f">{OWNER}</Number>" in answer


def test_nor_connected_once_the_session_is_over(street, case):
    street.world.clock.advance(LIMITS.session)

    assert "<Dial" not in call(street, f"client:{case.id}")


def test_a_browsers_call_proves_no_phone(street, case):
    street.carrier("/calls/finished", CallSid="CA1", From=f"client:{case.id}", To="", CallStatus="completed")

    assert "<Dial" not in street.dial(OWNER, case.number)
