"""What the carrier reports is believed when it is signed and of today, and adds up the same in any order."""

from datetime import timedelta
from email.utils import format_datetime
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from twilio.request_validator import HMAC_SHA256, RequestValidator

from functions.car_move.model.request import Leg
from functions.car_move.rules import calls

OWNER, PASSER_BY = "+8613800138000", "+8613900139000"
LEG = {"CallSid": "CA2", "ParentCallSid": "CA1"}


@pytest.fixture
def case(street, code):
    return street.ask(code)


def ring(street, case, to=OWNER):
    street.carrier(f"/calls/{case.id}/progress", **LEG, From=case.number, To=to, CallStatus="ringing")


def press(street, case, digits, to=OWNER):
    return street.carrier(f"/calls/{case.id}/accept", **LEG, From=case.number, To=to, Digits=digits)


def end(street, case, status="no-answer", seconds=0, leg="CA2"):
    return street.carrier(
        f"/calls/{case.id}/ended/0",
        CallSid="CA1",
        From=PASSER_BY,
        To=case.number,
        DialCallSid=leg,
        DialCallStatus=status,
        DialCallDuration=seconds,
    )


def test_a_forged_callback_is_refused_and_changes_nothing(street, case, everything_kept):
    before = everything_kept()
    paths = [
        "inbound",
        "fallback",
        *(f"{case.id}/{what}" for what in ("whisper", "accept", "progress", "ended", "key")),
    ]
    form = {**LEG, "From": case.number, "To": OWNER, "Digits": "1", "CallStatus": "ringing"}

    for path in paths:
        assert street.post(f"/calls/{path}", form, {"X-Twilio-Signature": "forged"}).status_code == 403
    assert everything_kept() == before


def test_a_callback_signed_for_one_case_is_refused_for_another(street, case):
    form = {**LEG, "Digits": "1"}
    headers = street.signature(f"/calls/{case.id}/accept", form)

    assert street.post("/calls/another/accept", form, headers).status_code == 403


def test_twilios_newer_signature_is_accepted(street, case):
    form = {"CallSid": "CA1", "From": PASSER_BY, "To": case.number, "CallerName": ""}
    url = f"{street.world.public_url}/car-move/calls/inbound"
    headers = {
        "X-Twilio-Signature": RequestValidator("the-auth-token").compute_signature(url, form, HMAC_SHA256),
        "X-Twilio-Webhooks-Signature-Settings": "key=k,algorithm=HMAC_SHA256",
    }

    assert street.post("/calls/inbound", form, headers).status_code == 200


@pytest.mark.parametrize("hours", [-2, 2])
def test_a_callback_of_another_time_is_refused_and_changes_nothing(street, case, everything_kept, hours):
    before = everything_kept()
    dated = format_datetime(street.world.now() + timedelta(hours=hours))

    told = street.carrier(f"/calls/{case.id}/progress", **LEG, CallStatus="ringing", Timestamp=dated)

    assert told.status_code == 403
    assert everything_kept() == before


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5], ids=str)
def test_callbacks_may_come_in_any_order_and_twice(street, case, order):
    callbacks = [
        lambda: ring(street, case),
        lambda: press(street, case, "1"),
        lambda: street.carrier(
            f"/calls/{case.id}/progress", **LEG, To=OWNER, CallStatus="completed", CallDuration=41
        ),
        lambda: end(street, case, "completed", seconds=42),
    ]

    for i in order:
        callbacks[i]()
        callbacks[i]()
        callbacks[order[0]]()

    assert street.case(case).legs == {"CA2": Leg(rang=True, accepted=True, ended=True, seconds=42)}
    assert street.told().count("car_move.answered") == 1


NEWS = st.tuples(
    st.sampled_from(["CA1", "CA2", "CA3"]),
    st.builds(
        Leg, rang=st.booleans(), accepted=st.booleans(), ended=st.booleans(), seconds=st.integers(0, 180)
    ),
)


def after(heard) -> dict[str, Leg]:
    legs: dict[str, Leg] = {}
    for name, news in heard:
        legs = calls.hear(legs, name, news)
    return legs


@settings(deadline=None)
@given(st.lists(NEWS, max_size=8), st.data())
def test_calls_add_up_the_same_in_any_order_and_however_often_they_are_told(heard, data):
    repeated = heard + data.draw(st.lists(st.sampled_from(heard), max_size=12)) if heard else []
    shuffled = data.draw(st.permutations(repeated))

    once, muddled = after(heard), after(shuffled)

    assert muddled == once
    assert calls.outcome(muddled) == calls.outcome(once)
    assert calls.billed_seconds(muddled) == calls.billed_seconds(once)


@settings(deadline=None)
@given(st.lists(NEWS, max_size=8))
def test_a_status_never_goes_back(heard):
    ranks = {"unreachable": 1, "answered": 2, None: 0}
    outcomes = [ranks[calls.outcome(after(heard[:n]))] for n in range(len(heard) + 1)]

    assert outcomes == sorted(outcomes)
