"""From a matter's port to a registry and back, on real ports: what is believed at either end, and what is not."""

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import monotonic

import boto3
import pytest
from botocore.exceptions import ClientError

from chalicelib.errors import Unauthenticated
from chalicelib.ports.directory import Person
from chalicelib.ports.peers import KmsPeers
from chalicelib.ports.registry import Unavailable
from chalicelib.ports.shared_data import SharedData
from functions.data_sharing.rules import trust
from tests.functions.data_sharing.street import CASE, PURPOSE, Street, street
from tests.simulators.registries.office import Office, open_office

SERVICES = ["police/household", "real_estate/homes", "social_insurance/contributions"]


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with open_office() as office:
        yield office


@pytest.fixture
def way(world, office) -> Iterator[Street]:
    office.sim("faults", method="DELETE")
    world.directory.people["citizen-1"] = Person("程晓禾", office.named("程晓禾"))
    with street(world, office) as way:
        way.registry.consent("citizen-1", CASE, PURPOSE, SERVICES)
        yield way


def test_a_registrys_answer_arrives_signed_and_dated(way):
    answer = way.family()

    assert answer.status == "answered"
    assert [member["name"] for member in answer.fields["members"]] == ["程晓禾", "苏雨桐", "程一诺"]
    assert abs(answer.answered_at - datetime.now(UTC)) < timedelta(seconds=10)
    assert answer.fresh_until == answer.answered_at + timedelta(hours=24)
    assert answer.signed.count(".") == 2


def test_a_whole_household_is_asked_about_at_once(way):
    numbers = [member["id_number"] for member in way.family().fields["members"]]

    assert way.ask("real_estate/homes", *numbers, fields=["homes"]).fields == {"homes": []}


def test_addresses_and_headers_name_nobody(way):
    number = way.office.named("程晓禾")
    way.family()

    for path, headers, _ in way.heard:
        assert number not in path
        assert number not in str(headers)


@pytest.mark.parametrize(
    "kind", ["down", "wrong_hash", "bad_signature", "tampered", "stale", "garbage", "html", "surplus"]
)
def test_what_a_registry_gets_wrong_is_no_answer(way, kind):
    way.office.fault(kind, service="police")

    with pytest.raises(Unavailable) as told:
        way.family()
    assert (told.value.service, told.value.because) == ("police/household", "down")


def test_an_earlier_answer_that_is_sent_again_is_no_answer(way):
    way.family()
    way.world.clock.advance(timedelta(hours=24, minutes=1))
    way.office.fault("repeat", service="police")

    with pytest.raises(Unavailable):
        way.family()


def test_a_slow_registry_is_not_waited_for(way):
    way.office.fault("slow", seconds=20)
    began = monotonic()

    with pytest.raises(Unavailable):
        way.family()
    assert monotonic() - began < 5.5


def test_one_registry_down_leaves_the_others(way):
    way.office.fault("down", service="police")

    months = way.ask("social_insurance/contributions", way.office.named("程晓禾"), fields=["months"])

    assert months.fields == {"months": 41}


def test_somebody_whom_nobody_knows_is_told_as_such(way):
    way.office.fault("unknown_person", service="police")

    assert way.family().status == "unknown_person"


def test_an_answer_that_was_altered_on_its_way_is_not_believed(way):
    def alter(reply):
        head, payload, signature = reply.json["signed"].split(".")
        said = json.loads(base64.urlsafe_b64decode(payload + "=="))
        said["data"]["members"] = []
        altered = base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()
        content = reply.json | {"signed": f"{head}.{altered}.{signature}"}
        return replace(reply, body=json.dumps(content).encode())

    way.spoil = alter

    with pytest.raises(Unavailable):
        way.family()


def test_an_answer_to_another_request_is_not_believed(way):
    kept = []

    def earlier(reply):
        kept.append(reply)
        return kept[0]

    way.spoil = earlier
    way.family()

    with pytest.raises(Unavailable):
        way.family()


def test_without_consent_the_reason_is_told(way):
    with pytest.raises(Unavailable) as told:
        way.ask("vehicles/registered", way.office.named("程晓禾"), fields=["vehicles"])

    assert told.value.because == "no_consent"


def test_what_a_matter_may_not_ask_is_told_as_such(way):
    with pytest.raises(Unavailable) as told:
        way.ask("police/household", way.office.named("程晓禾"), fields=["members", "address"])

    assert told.value.because == "not_allowed"


def test_data_sharing_down_is_no_answer_either(way):
    nowhere = {**way.registry.parameters, "public-url": "http://127.0.0.1:9"}

    with pytest.raises(Unavailable):
        replace(way.registry, parameters=nowhere).ask(
            "police/household", ["1"], ["members"], CASE, PURPOSE, "citizen-1"
        )


def test_without_kms_there_is_no_answer_either(way):
    keyless = KmsPeers({"peer-key": "no-such-key"}, "public-housing", way.world.now)

    with pytest.raises(Unavailable):
        replace(way.registry, peers=keyless).ask(
            "police/household", ["1"], ["members"], CASE, PURPOSE, "citizen-1"
        )


def test_a_matter_that_gives_itself_another_name_is_not_heard(way):
    liar = KmsPeers(way.registry.parameters, "car-move", way.world.now)
    pretending = SharedData(way.registry.parameters, "public-housing", liar, way.world.now)

    with pytest.raises(Unavailable):
        pretending.ask(
            "police/household", [way.office.named("程晓禾")], ["members"], CASE, PURPOSE, "citizen-1"
        )


def test_words_to_another_matter_are_not_heard(way):
    speaker = KmsPeers(way.registry.parameters, "public-housing", way.world.now)
    listener = KmsPeers(way.registry.parameters, "identity", way.world.now)

    with pytest.raises(Unauthenticated):
        listener.recognise("public-housing", speaker.introduce("data-sharing", "hash"))
    assert listener.recognise("public-housing", speaker.introduce("identity", "hash")).about == "hash"


@pytest.mark.parametrize("token", ["", "no base64!", base64.b64encode(b"made up").decode()])
def test_made_up_words_are_not_heard(way, token):
    listener = KmsPeers(way.registry.parameters, "data-sharing", way.world.now)

    with pytest.raises(Unauthenticated):
        listener.recognise("public-housing", token)


def test_words_under_another_key_are_not_heard(way):
    other = boto3.client("kms").create_key()["KeyMetadata"]["KeyId"]
    speaker = KmsPeers({"peer-key": other}, "public-housing", way.world.now)
    listener = KmsPeers(way.registry.parameters, "data-sharing", way.world.now)

    # AWS: IncorrectKeyException, which is Unauthenticated here; the AWS made of memory: AccessDenied
    with pytest.raises((Unauthenticated, ClientError)):
        listener.recognise("public-housing", speaker.introduce("data-sharing", "hash"))


@pytest.mark.parametrize(("seconds", "recent"), [(-6, False), (-5, True), (0, True), (60, True), (61, False)])
def test_words_are_recent_for_a_minute(seconds, recent):
    now = datetime(2026, 5, 1, 9, tzinfo=UTC)

    assert trust.is_recent(now - timedelta(seconds=seconds), now) is recent
