"""The carrier repeats, reorders and is imitated: what counts is what is signed, and it counts once."""

import json
from urllib.parse import urlencode

import pytest

from local.instance import TOKEN
from local.waiting import until
from local.web import FORM
from simulators.carrier.signing import sign

CALL = {"CallSid": "CA" + "0" * 32, "From": "+8613900000000", "To": "+865515550001", "CallStatus": "ringing"}


def rows(province):
    """All that car moving keeps."""
    return sorted(map(repr, province.aws("dynamodb").scan(TableName="tongban-car-move-dev")["Items"]))


@pytest.mark.parametrize("forgery", ["none", "wrong", "of another address"])
@pytest.mark.parametrize(
    "what", ["inbound", "{case}/whisper", "{case}/accept", "{case}/progress", "{case}/ended"]
)
def test_a_forged_webhook_is_refused_and_writes_nothing(province, case, what, forgery):
    path = f"/car-move/calls/{what.format(case=case)}"
    signature = {
        "none": {},
        "wrong": {"X-Twilio-Signature": "AAAA"},
        "of another address": overheard(province),
    }
    before = rows(province)

    answer = province.passer_by().browser.ask(
        "POST", path, urlencode(CALL | {"Digits": "1"}).encode(), {"Content-Type": FORM} | signature[forgery]
    )

    assert answer.status == 403
    assert rows(province) == before


@pytest.fixture(scope="module")
def case(province):
    """A request that nothing will touch by itself any more: its state machine waits for the call."""
    case_id = province.scene().ask()["case_id"]
    until(lambda: machine_waits(province, case_id), patience=60)
    seen = [rows(province)]

    def at_rest():
        seen.append(rows(province))
        return len(seen) > 10 and all(one == seen[-1] for one in seen[-10:])

    until(at_rest, patience=60)
    return case_id


def machine_waits(province, case_id):
    request = {"pk": {"S": case_id}, "sk": {"S": "Request"}}
    kept = province.aws("dynamodb").get_item(TableName="tongban-car-move-dev", Key=request)["Item"]
    return json.loads(kept["body"]["S"])["token"]


def overheard(province):
    """The signature of a real webhook, sent with another."""
    url = f"{province.cloud.instance.public_url}/car-move/calls/fallback"
    return {"X-Twilio-Signature": sign(TOKEN, url, CALL, "HMAC_SHA1")}


@pytest.mark.parametrize("fault", [{"repeat": 10}, {"reorder": True}, {"repeat": 3, "reorder": True}])
def test_repeated_and_reordered_callbacks_count_once(province, eavesdropper, fault):
    scene = province.scene()
    province.carrier.faults(**fault)

    case = scene.talk()

    assert case["status"] == "answered"
    told = [
        fact["type"]
        for fact in until(lambda: eavesdropper.facts(case["case_id"]), lambda facts: len(facts) > 1)
    ]
    assert sorted(told) == ["car_move.answered", "car_move.asked"]


def test_a_carrier_that_signs_with_sha_256_is_believed(province):
    province.carrier.faults(algorithm="HMAC_SHA256")

    assert province.scene().talk()["answered"]
