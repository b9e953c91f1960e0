"""The registries speak X-Road's protocol: held against an independent reading of the specification."""

import base64
import json
from hashlib import sha512
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import KeySet

from tests.simulators.registries.office import CLIENT, Office, open_office

PERSON = "police/person"


def ask(office: Office, *fields: str, name: str = "程晓禾", service: str = PERSON) -> Any:
    return office.ask(service, {"id_numbers": [office.named(name)], "fields": fields})


def stated(office: Office, signed: str, registry: str = "police") -> Any:
    keys = KeySet.import_key_set(office.sim("registries").json()[registry]["keys"])
    return json.loads(jws.deserialize_compact(signed, keys, algorithms=["ES256"]).payload)


def test_an_answer_is_signed_by_its_registry_and_repeats_the_question(office: Office) -> None:
    said = stated(office, ask(office, "name", "status").json()["signed"])

    assert said["iss"] == "AH/GOV/police/registry/person"
    assert said["id_numbers"] == [office.named("程晓禾")]
    assert said["fields"] == ["name", "status"]
    assert said["data"] == {"name": "程晓禾", "status": "normal"}


def test_every_registry_has_a_key_of_its_own(office: Office) -> None:
    published = office.sim("registries").json()

    assert len({json.dumps(it["keys"]) for it in published.values()}) == len(published) == 6
    assert "d" not in published["police"]["keys"]["keys"][0]


def test_the_request_hash_is_that_of_the_specification(office: Office) -> None:
    body = json.dumps({"id_numbers": [office.named("程晓禾")], "fields": ["name"]}).encode()
    reply = office.ask(PERSON, body, **{"X-Road-UserId": "officer-1"})

    head = "POST\r\n/r1/AH/GOV/police/registry/person\r\n"
    head += f"x-road-client:{CLIENT}\r\nx-road-id:message-1\r\nx-road-userid:officer-1\r\n"
    digest = sha512(sha512(head.encode()).digest() + sha512(body).digest()).digest()
    assert reply.headers["X-Road-Request-Hash"] == base64.b64encode(digest).decode()
    assert reply.headers["X-Road-Id"] == "message-1"
    assert stated(office, reply.json()["signed"])["request_hash"] == reply.headers["X-Road-Request-Hash"]


def test_the_police_know_when_they_know_nobody(office: Office) -> None:
    reply = office.ask(PERSON, {"id_numbers": ["340102199003070002"], "fields": ["name"]})

    assert stated(office, reply.json()["signed"])["status"] == "unknown_person"
    assert stated(office, reply.json()["signed"])["data"] == {}


def test_of_nobody_the_others_know_nothing(office: Office) -> None:
    reply = office.ask("real_estate/homes", {"id_numbers": ["340102199003070002"], "fields": ["homes"]})

    assert stated(office, reply.json()["signed"], "real_estate")["data"] == {"homes": []}


@pytest.mark.parametrize(
    ("service", "body", "status", "kind"),
    [
        (PERSON, b"{]", 400, "Client.BadRequest"),
        (PERSON, {"id_numbers": [], "fields": ["name"]}, 400, "Client.BadRequest"),
        (PERSON, {"id_numbers": ["1"] * 13, "fields": ["name"]}, 400, "Client.BadRequest"),
        ("police/secrets", {"id_numbers": ["1"], "fields": ["name"]}, 400, "Client.BadRequest"),
    ],
)
def test_refusals_have_x_roads_shape(office: Office, service: str, body: Any, status: int, kind: str) -> None:
    reply = office.ask(service, body)

    assert (reply.status_code, reply.headers["X-Road-Error"]) == (status, kind)
    assert set(reply.json()) == {"type", "message", "detail"}


def test_a_field_that_there_is_not_is_refused(office: Office) -> None:
    assert ask(office, "salary").headers["X-Road-Error"] == "Client.BadRequest"


def test_the_ledger_says_who_asked_for_what_and_never_about_whom(office: Office) -> None:
    ask(office, "name")

    ledger = office.sim("ledger").text
    assert json.loads(ledger)[-1]["fields"] == ["name"]
    assert office.named("程晓禾") not in ledger


def test_what_registries_know_can_be_changed(office: Office) -> None:
    number = office.named("罗长生")
    changed = {"id_number": number, "insurance": {"months": 99}}

    assert office.sim("people", changed).status_code == 200
    reply = office.ask("social_insurance/contributions", {"id_numbers": [number], "fields": ["months"]})
    assert stated(office, reply.json()["signed"], "social_insurance")["data"] == {"months": 99}


def test_what_does_not_exist_cannot_be_changed(office: Office) -> None:
    assert office.sim("people", {"id_number": "1"}).status_code == 404
    assert office.sim("people", {"id_number": office.named("罗长生"), "sex": "女"}).status_code == 404
    assert office.sim("people", {"id_number": office.named("罗长生"), "x": 1}).status_code == 400
    assert office.sim("faults", {"kind": "flood"}).status_code == 400


def test_signatures_hold_beyond_a_restart(tmp_path: Any) -> None:
    kept = tmp_path / "keys.json"
    with open_office(keys=kept) as before:
        signed = ask(before, "name").json()["signed"]
    with open_office(keys=kept) as after:
        assert stated(after, signed)["data"] == {"name": "程晓禾"}
    assert kept.stat().st_mode & 0o077 == 0
