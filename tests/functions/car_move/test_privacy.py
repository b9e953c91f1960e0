"""Neither side's number, and not the plate, is anywhere but where the carrier is told whom to ring."""

import json

import pytest

from chalicelib.store.row import Row
from tests.leaks import names, stands

OWNER, PASSER_BY, PLATE = "+8613811112222", "+8613933334444", "皖A67345"
PHONES = {"the owner's number": OWNER, "the passer-by's number": PASSER_BY}


def revealed(text: str) -> list[str]:
    """What of the personal data a text gives away, however it is spaced."""
    told = [what for what, phone in PHONES.items() if names(text, [phone])]
    return told + ["the plate"] * any(stands(text, tail) for tail in ("67345", "A67345"))


@pytest.fixture
def life(street):
    """Everything that was said during one request: missed, told, tried again, answered, closed."""
    code = street.park(PLATE, "owner-1", OWNER)
    seen = {"scan": street.get(f"/{code}").body.decode()}
    body = json.dumps({"code": code, "tail": "345", "reason": "other", "phone": PASSER_BY})
    headers = {"Content-Type": "application/json", "Idempotency-Key": "key-00000001"}
    asked = street.client.http.post("/requests", headers=headers, body=body)
    case, number = asked.json_body["case_id"], asked.json_body["number"]
    leg = {"CallSid": "CA2", "ParentCallSid": "CA1", "From": number, "To": OWNER}

    def carrier(what, **form):
        return street.carrier(f"/calls/{case}/{what}", **form).body.decode()

    seen["asked"] = asked.body.decode() + str(asked.headers)
    seen["dialled by the passer-by"] = street.dial(PASSER_BY, number)
    seen["an owner's call to an unproven phone"] = street.dial(OWNER, number)
    street.finish(PASSER_BY, number)
    seen["dialled by the owner"] = street.dial(OWNER, number)
    seen["whisper"] = carrier("whisper", **leg)
    seen["progress"] = carrier("progress", **leg, CallStatus="ringing")
    seen["missed"] = carrier(
        "ended", CallSid="CA1", From=PASSER_BY, To=number, DialCallSid="CA2", DialCallStatus="busy"
    )
    street.step("await_outcome", case, token="t1")
    street.step("tell", case)
    seen["told"] = street.get(f"/requests/{case}").body.decode()
    seen["accept"] = carrier("accept", **{**leg, "CallSid": "CA3"}, Digits="1")
    street.hear_facts()
    street.step("close", case)
    seen["closed"] = street.get(f"/requests/{case}").body.decode()
    seen["json"] = street.get(f"/requests/{case}", accept="application/json").body.decode()
    return seen


def test_pages_answers_and_whispers_reveal_nobody(life):
    dialled = {name: life.pop(name) for name in ("dialled by the passer-by", "dialled by the owner")}

    assert {name: revealed(text) for name, text in life.items() if revealed(text)} == {}
    assert revealed(dialled["dialled by the passer-by"]) == ["the owner's number"]
    assert revealed(dialled["dialled by the owner"]) == ["the passer-by's number"]


def test_the_number_that_is_rung_stands_nowhere_but_in_the_dial(life):
    assert life["dialled by the passer-by"].count("13811112222") == 1
    assert f">{OWNER}</Number>" in life["dialled by the passer-by"]


def test_facts_reveal_nobody(life, street):
    facts = [fact.model_dump_json() for fact in street.world.bus.facts]

    assert len(facts) >= 6
    assert [fact for fact in facts if revealed(fact)] == []


def test_the_table_reveals_nobody(life):
    rows = [str(row.attribute_values) for row in Row.scan()]

    assert [row for row in rows if revealed(row)] == []


def test_what_the_machine_is_told_reveals_nobody(life, street):
    assert street.world.machine.resumed != []
    assert revealed(str(street.world.machine.resumed)) == []


def test_logs_reveal_nobody(life, street, capfd, caplog):
    street.carrier("/calls/none/accept", CallSid="CA9", From=PASSER_BY, To=OWNER, Digits="1")
    street.post("/calls/inbound", {"From": PASSER_BY, "To": OWNER}, {"X-Twilio-Signature": "forged"})
    street.carrier("/calls/inbound", From=PASSER_BY, To=OWNER)
    street.get(f"/{OWNER}")

    written = "".join(capfd.readouterr()) + caplog.text

    assert revealed(written) == []
