"""Ten thousand webhooks that the carrier did not send as they are: every one is refused, whichever address it is for."""

import random

import pytest
from twilio.request_validator import HMAC_SHA256, RequestValidator

from chalicelib.errors import Forged
from tests.functions.car_move.conftest import TOKEN

OWNER, PASSER_BY, MASKED = "+8613800138000", "+8613900139000", "+6531580001"
CALL = {"CallSid": "CA1", "From": PASSER_BY, "To": MASKED, "CallStatus": "ringing", "CallerName": ""}
LEG = {"CallSid": "CA2", "ParentCallSid": "CA1", "From": MASKED, "To": OWNER}
WEBHOOKS = {
    "/calls/inbound": CALL,
    "/calls/browser": {**CALL, "From": "client:case-1", "To": ""},
    "/calls/pin/1": {**CALL, "Digits": "12345678"},
    "/calls/finished": {**CALL, "CallStatus": "completed", "CallDuration": "41"},
    "/calls/fallback": {**CALL, "ErrorCode": "11200", "ErrorUrl": "https://x.example/"},
    "/calls/case-1/whisper": LEG,
    "/calls/case-1/accept": {**LEG, "Digits": "1"},
    "/calls/case-1/progress": {**LEG, "CallStatus": "ringing"},
    "/calls/case-1/ended": {**CALL, "DialCallSid": "CA2", "DialCallStatus": "busy"},
    "/calls/case-1/ended/0": {**CALL, "DialCallSid": "CA2", "DialCallStatus": "completed"},
    "/texts/inbound": {
        "MessageSid": "SM1",
        "From": PASSER_BY,
        "To": MASKED,
        "Body": "请快一点",
        "NumMedia": "0",
    },
}
MUTATIONS = 1_000  # of each webhook
NAMES = ["X-Twilio-Signature", "X-Twilio-Webhooks-Signature-Settings"]


def sign(url, form, token=TOKEN, algorithm=None):
    validator = RequestValidator(token)
    if algorithm:
        settings = {NAMES[1]: f"key=k,algorithm={algorithm}"}
        return settings | {NAMES[0]: validator.compute_signature(url, form, algorithm)}
    return {NAMES[0]: validator.compute_signature(url, form)}


def altered(text, dice):
    """The same text with one sign changed, taken out or put in."""
    at, sign = dice.randrange(len(text) + 1), dice.choice("0123456789abcXYZ+-_ 请")
    return dice.choice(
        [text[:at] + sign + text[at:], text[:at] + sign + text[at + 1 :], text[:at] + text[at + 1 :]]
    )


def another_value(url, form, headers, dice):
    name = dice.choice(list(form))
    return url, {**form, name: altered(form[name], dice)}, headers


def one_less(url, form, headers, dice):
    name = dice.choice(list(form))
    return url, {kept: value for kept, value in form.items() if kept != name}, headers


def one_more(url, form, headers, dice):
    return url, {**form, f"Added{dice.randrange(99)}": dice.choice(["", "1", OWNER])}, headers


def swapped(url, form, headers, dice):
    one, other = dice.sample(list(form), 2)
    return url, {**form, one: form[other], other: form[one]}, headers


def another_address(url, form, headers, dice):
    home = url.partition("/car-move")[0]
    wrong = [altered(url, dice), url.upper(), f"{url}?a=1", f"{url}/", url.replace("https:", "http:")]
    return dice.choice([*wrong, f"{home}/car-move{dice.choice(list(WEBHOOKS))}"]), form, headers


def another_signature(url, form, headers, dice):
    return url, form, {**headers, NAMES[0]: altered(headers[NAMES[0]], dice)}


def another_key(url, form, headers, dice):
    return url, form, sign(url, form, f"{dice.randrange(10**9)}{TOKEN}")


def another_algorithm(url, form, headers, dice):
    return (
        url,
        form,
        {**headers, NAMES[1]: f"key=k,algorithm={dice.choice(['HMAC_SHA256', 'NONE', 'MD5', ''])}"},
    )


def no_signature(url, form, headers, dice):
    return url, form, {} if dice.random() < 0.5 else {NAMES[0]: ""}


WAYS = [
    another_value,
    one_less,
    one_more,
    swapped,
    another_address,
    another_signature,
    another_key,
    another_algorithm,
    no_signature,
]


def is_the_same(one, other):
    """A mutation may come to nothing, as when a 1 becomes a 1. An empty algorithm means the older one."""
    return one[:2] == other[:2] and (
        one[2] == other[2]
        or (one[2].get(NAMES[1], "").endswith("=") and one[2][NAMES[0]] == other[2][NAMES[0]])
    )


@pytest.mark.parametrize("path", WEBHOOKS)
def test_no_forgery_among_a_thousand_is_believed(street, path):
    url, form, dice = f"{street.world.public_url}/car-move{path}", WEBHOOKS[path], random.Random(path)  # noqa: S311
    believed, tried = [], 0
    while tried < MUTATIONS:
        genuine = (url, form, sign(url, form, algorithm=dice.choice([None, HMAC_SHA256])))
        way = dice.choice(WAYS)
        forged = way(*genuine, dice)
        if is_the_same(forged, genuine):
            continue
        tried += 1
        try:
            street.world.phone.verify(*forged)
        except Forged:
            continue
        believed.append((way.__name__, forged))

    assert believed == []


@pytest.mark.parametrize("path", WEBHOOKS)
def test_at_every_address_the_signature_is_looked_at_first(street, path, everything_kept):
    before = everything_kept()

    for headers in ({}, {NAMES[0]: "forged"}, street.signature("/calls/elsewhere", WEBHOOKS[path])):
        assert street.post(path, WEBHOOKS[path], headers).status_code == 403
    assert everything_kept() == before
