"""EventBridge: what cannot be delivered is kept, what fails is tried again, and CloudFormation knows all of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from local.emulator.process import ACCOUNT, REGION
from tests.local.cloud import Cloud, name

NOWHERE = f"arn:aws:sqs:{REGION}:{ACCOUNT}:nowhere"


def send(cloud: Cloud, target: dict[str, Any], detail: Any) -> None:
    """One event past a rule that has one target."""
    events, rule, source = cloud.client("events"), name("rule"), name("source")
    events.put_rule(Name=rule, EventPattern=json.dumps({"source": [source]}))
    events.put_targets(Rule=rule, Targets=[{"Id": "only", **target}])
    events.put_events(Entries=[{"Source": source, "DetailType": "asked", "Detail": json.dumps(detail)}])


@pytest.mark.restores("event_delivery")
@pytest.mark.parametrize(
    "target",
    [
        NOWHERE,
        f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:nowhere",
        f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:nowhere",
    ],
)
def test_an_event_without_a_target_reaches_the_dead_letters(cloud: Cloud, target: str) -> None:
    url, arn = cloud.queue()

    send(cloud, {"Arn": target, "DeadLetterConfig": {"Arn": arn}, "RoleArn": arn}, {"case": 7})

    letter = cloud.message(url)
    assert json.loads(letter["Body"])["detail"] == {"case": 7}
    reasons = {key: value["StringValue"] for key, value in letter["MessageAttributes"].items()}
    assert (reasons["ERROR_CODE"], reasons["TARGET_ARN"]) == ("RESOURCE_NOT_FOUND", target)


@pytest.mark.restores("event_delivery")
def test_a_function_that_fails_is_called_again(cloud: Cloud, tmp_path: Path) -> None:
    function = cloud.function("""
        def handler(event, context):
            with open(event["detail"]["diary"], "a+") as diary:
                diary.write("called ")
                diary.seek(0)
                if len(diary.read().split()) < 3:
                    raise TimeoutError("not yet")
    """)

    send(cloud, {"Arn": function}, {"diary": str(tmp_path / "diary")})

    cloud.until(lambda: (tmp_path / "diary").exists() and (tmp_path / "diary").read_text() == "called " * 3)


@pytest.mark.restores("event_resources")
def test_cloudformation_makes_an_archive_and_a_bus_policy(cloud: Cloud) -> None:
    stack, bus = name("stack"), name("bus")
    arn = f"arn:aws:events:{REGION}:{ACCOUNT}:event-bus/{bus}"
    archive = {"SourceArn": arn, "RetentionDays": 7, "EventPattern": {"source": ["tongban.car-move"]}}
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": ACCOUNT},
        "Action": "events:PutEvents",
        "Resource": arn,
    }
    policy = {"EventBusName": bus, "StatementId": "province", "Statement": statement}
    resources: dict[str, Any] = {
        "Bus": {"Type": "AWS::Events::EventBus", "Properties": {"Name": bus}},
        "Archive": {"Type": "AWS::Events::Archive", "DependsOn": "Bus", "Properties": archive},
        "Policy": {"Type": "AWS::Events::EventBusPolicy", "DependsOn": "Bus", "Properties": policy},
    }
    events = cloud.client("events")

    made = cloud.stack(stack, resources)
    for source in ("tongban.car-move", "tongban.identity"):
        events.put_events(
            Entries=[{"Source": source, "DetailType": "x", "Detail": "{}", "EventBusName": bus}]
        )

    kept = events.describe_archive(ArchiveName=made["Archive"])
    assert (kept["RetentionDays"], kept["EventCount"]) == (7, 1)
    (allowed,) = json.loads(events.describe_event_bus(Name=bus)["Policy"])["Statement"]
    assert (allowed["Sid"], allowed["Principal"]) == ("province", {"AWS": ACCOUNT})

    archive["RetentionDays"] = 30
    del resources["Policy"]
    cloud.stack(stack, resources)

    assert events.describe_archive(ArchiveName=made["Archive"])["RetentionDays"] == 30
    assert "Policy" not in events.describe_event_bus(Name=bus)
