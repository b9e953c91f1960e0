"""The CloudFormation templates are valid, and hold what every matter needs before Chalice comes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cfnlint.api import lint_file
from cfnlint.decode import decode

from infra import environment, provision
from infra.stages import function_names, functions_of

TEMPLATES = [Path("infra/province.yaml"), Path("infra/matter.yaml")]
INLINE_LIMIT = 51_200  # bytes CloudFormation takes without a bucket

Find = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def find() -> Find:
    """The matter template's resources of one type, by logical name."""
    template: dict[str, Any] = dict(decode("infra/matter.yaml")[0] or {})
    resources: dict[str, Any] = template["Resources"]
    return lambda kind: {name: it["Properties"] for name, it in resources.items() if it["Type"] == kind}


def filled_in(value: dict[str, str]) -> str:
    return value["Fn::Sub"].replace("${Matter}", "car-move").replace("${Environment}", "dev")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_has_no_lint(path: Path) -> None:
    assert [str(match) for match in lint_file(path)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_is_small_enough_to_be_sent_as_it_is(path: Path) -> None:
    assert path.stat().st_size < INLINE_LIMIT


def test_every_function_chalice_makes_has_logs_that_are_forgotten_in_time(find: Find) -> None:
    groups = {filled_in(it["LogGroupName"]): it for it in find("AWS::Logs::LogGroup").values()}
    for name in function_names("car-move-dev"):
        assert groups[f"/aws/lambda/{name}"]["RetentionInDays"] == {"Ref": "LogDays"}


def test_every_function_chalice_makes_has_an_alarm_for_its_errors(find: Find) -> None:
    watched = {
        filled_in(it["Dimensions"][0]["Value"])
        for it in find("AWS::CloudWatch::Alarm").values()
        if it["MetricName"] == "Errors"
    }
    assert watched == set(function_names("car-move-dev"))


def test_every_alarm_reaches_the_provinces_topic(find: Find) -> None:
    for name, alarm in find("AWS::CloudWatch::Alarm").items():
        assert alarm["AlarmActions"] == [{"Fn::ImportValue": {"Fn::Sub": "tongban-${Environment}-alarms"}}], (
            name
        )


def test_what_a_day_costs_is_watched_before_the_ceiling_and_at_it(find: Find) -> None:
    alarms = [it for it in find("AWS::CloudWatch::Alarm").values() if it["MetricName"] == "SpentPercent"]
    assert [alarm["Threshold"] for alarm in alarms] == [80, 100]


def test_what_people_send_is_kept_for_a_day_and_shown_to_nobody(find: Find) -> None:
    bucket = find("AWS::S3::Bucket")["FilesBucket"]
    _, _, otherwise = bucket["LifecycleConfiguration"]["Rules"]["Fn::If"]
    assert [(rule.get("Prefix"), rule["ExpirationInDays"]) for rule in otherwise] == [(None, 1)]
    assert all(bucket["PublicAccessBlockConfiguration"].values())


def test_the_papers_of_a_case_are_kept_for_ten_years_and_what_nobody_has_checked_for_a_day(
    find: Find,
) -> None:
    condition, kept, _ = find("AWS::S3::Bucket")["FilesBucket"]["LifecycleConfiguration"]["Rules"]["Fn::If"]
    assert condition == "HasKeptFiles"
    assert {rule["Prefix"]: rule["ExpirationInDays"] for rule in kept} == {"incoming/": 1, "kept/": 3653}


@pytest.mark.parametrize("rule", ["MachineRule", "OwnInboxRule"])
def test_the_facts_of_one_ordinary_matter_move_no_case_of_another(find: Find, rule: str) -> None:
    pattern = find("AWS::Events::Rule")[rule]["EventPattern"]
    assert pattern["source"] == [{"Fn::Sub": "tongban.${Matter}"}]


def test_an_inbox_waits_six_times_as_long_as_its_function_may_take(find: Find) -> None:
    inbox = find("AWS::SQS::Queue")["Inbox"]
    assert inbox["VisibilityTimeout"] == {"Ref": "InboxWaits"}
    for slug in ["car-move", "search"]:
        waits = int(provision.matter(slug, environment.load("dev", {})).parameters["InboxWaits"])
        assert waits >= 6 * functions_of(slug)["on_fact"]["lambda_timeout"]
    assert inbox["RedrivePolicy"]["maxReceiveCount"] == 5


def test_what_no_rule_can_deliver_is_kept(find: Find) -> None:
    for name, rule in find("AWS::Events::Rule").items():
        for target in rule["Targets"]:
            assert target["DeadLetterConfig"] == {"Arn": {"Fn::GetAtt": ["DeadLetters", "Arn"]}}, name


def test_a_table_outlives_its_stack_can_be_restored_and_is_sealed() -> None:
    template: dict[str, Any] = dict(decode("infra/matter.yaml")[0] or {})
    table = template["Resources"]["Table"]
    assert table["DeletionPolicy"] == table["UpdateReplacePolicy"] == "Retain"
    assert table["Properties"]["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["Properties"]["SSESpecification"]["SSEType"] == "KMS"


def test_the_shelf_is_sealed_shown_to_nobody_outside_and_keeps_what_was_on_it() -> None:
    shelf = dict(decode("infra/province.yaml")[0] or {})["Resources"]["Shelf"]

    assert all(shelf["Properties"]["PublicAccessBlockConfiguration"].values())
    assert shelf["Properties"]["BucketEncryption"]
    assert shelf["Properties"]["VersioningConfiguration"] == {"Status": "Enabled"}
    assert shelf["DeletionPolicy"] == "Retain"
