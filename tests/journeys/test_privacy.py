"""Neither side's telephone number turns up anywhere that the other side, an operator or an engineer can look."""

import json
import time

import pytest

from local.web import HTML
from tests.eavesdropper import tells


@pytest.fixture(scope="module")
def missed(province):
    """A call that nobody took."""
    scene = province.scene(behaviour="busy", delay=0.1)
    scene.passer_by.phone.dial(scene.ask()["number"])
    scene.passer_by.phone.wait("idle", heard="暂时没有接听", timeout=30)
    scene.owner.phone.wait(texted="电话没有打通", timeout=30)
    return scene


@pytest.fixture(scope="module")
def scene(province, eavesdropper, missed):
    """A whole relayed call, after a missed one, and everything the two people saw on their screens."""
    scene = province.scene()
    screens(scene, scene.talk()["case_id"], eavesdropper)
    return scene


def screens(scene, case_id, eavesdropper):
    code = scene.link.rpartition("/")[2]
    seen = {
        scene.owner: ["/car-move/vehicles", "/identity/me", "/notifications/preferences"],
        scene.passer_by: [f"/M/{code}", f"/car-move/requests/{case_id}"],
    }
    for person, paths in seen.items():
        for path in paths:
            for accept in (HTML, "application/json"):
                answer = person.browser.get(path, accept)
                assert answer.status == 200, (path, answer.status)
                eavesdropper.pages[f"page {path}"] = bytes(answer.headers) + answer.body
    eavesdropper.pages["the sticker's link"] = scene.link.encode()


def test_neither_handset_ever_showed_the_other_number(scene, missed):
    assert scene.leaks() == []
    assert missed.leaks() == []


def test_neither_number_is_in_any_table_log_fact_machine_page_or_file(scene, missed, eavesdropper):
    looked_at = {place.split()[0] for place, _ in eavesdropper.everything()}

    assert {"table", "log", "the", "machine", "page", "file"} <= looked_at
    people = [person.number for one in (scene, missed) for person in (one.owner, one.passer_by)]
    assert eavesdropper.places_of(*people) == []


def test_the_plate_is_in_no_log_and_no_fact(scene, eavesdropper):
    told = [place for place, content in eavesdropper.everything() if scene.plate.encode() in content]

    assert {place.split()[0] for place in told} <= {"page"}


def test_a_leak_planted_on_a_handset_is_found(province):
    scene = province.scene()
    scene.connect()

    scene.owner.phone.say(f"我的号码是 {scene.owner.number}")
    scene.passer_by.phone.wait(heard="我的号码")
    scene.owner.phone.hang_up()

    assert scene.leaks() == ["车主 at 路人"]


PLACES = ["table", "log", "the bus", "machine", "page", "file"]


@pytest.mark.parametrize("written", ["13911112222", "+86 139-1111 2222"])
def test_a_leak_planted_anywhere_is_found(province, eavesdropper, written):
    for place in PLACES:
        plant(province, eavesdropper, place, written)

    found = eavesdropper.places_of("+8613911112222")

    assert {place for place in PLACES if any(where.startswith(place) for where in found)} == set(PLACES)


@pytest.mark.parametrize("written", ["(139) 1111.2222", "139 1111 2222", "86139 1111 2222"])
def test_a_number_is_recognised_however_it_is_spaced(written):
    assert tells(written.encode(), [b"13911112222"])


def plant(province, eavesdropper, place, written):
    match place:
        case "table":
            row = {"pk": {"S": "leak"}, "sk": {"S": "leak"}, "body": {"S": written}}
            province.aws("dynamodb").put_item(TableName="tongban-car-move-dev", Item=row)
        case "log":
            spill(province.aws("logs"), written)
        case "the bus":
            detail = json.dumps({"id": "leak", "data": {"case_id": "leak", "phone": written}})
            entry = {"EventBusName": "tongban-dev", "Source": "leak", "DetailType": "leak", "Detail": detail}
            province.aws("events").put_events(Entries=[entry])
        case "machine":
            machines = province.aws("stepfunctions")
            [machine, *_] = machines.list_state_machines()["stateMachines"]
            asked = {
                "data": {"case_id": "leak", "closes_at": "2026-01-01T00:00:00Z"},
                "correlation_id": written,
            }
            machines.start_execution(stateMachineArn=machine["stateMachineArn"], input=json.dumps(asked))
        case "page":
            eavesdropper.pages["page leak"] = f"<p>{written}</p>".encode()
        case "file":
            (province.cloud.instance.logs / "leak.log").write_text(written)


def spill(logs, written):
    where = {"logGroupName": "/aws/lambda/tongban-car-move-dev", "logStreamName": "leak"}
    if not logs.describe_log_streams(logGroupName=where["logGroupName"], logStreamNamePrefix="leak")[
        "logStreams"
    ]:
        logs.create_log_stream(**where)
    logs.put_log_events(**where, logEvents=[{"timestamp": int(time.time() * 1000), "message": written}])
