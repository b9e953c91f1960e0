"""DynamoDB: table settings from CloudFormation, and what becomes of stream records that fail."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.local.cloud import Cloud, name

TABLE: dict[str, Any] = {
    "BillingMode": "PAY_PER_REQUEST",
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
}


@pytest.mark.restores("table_settings")
def test_cloudformation_sets_expiry_and_recovery(cloud: Cloud) -> None:
    settings = {
        "TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": True},
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
    }

    table = cloud.stack(
        name("stack"), {"T": {"Type": "AWS::DynamoDB::Table", "Properties": {**TABLE, **settings}}}
    )

    dynamodb = cloud.client("dynamodb")
    life = dynamodb.describe_time_to_live(TableName=table["T"])["TimeToLiveDescription"]
    assert life == {"TimeToLiveStatus": "ENABLED", "AttributeName": "expires"}
    backups = dynamodb.describe_continuous_backups(TableName=table["T"])["ContinuousBackupsDescription"]
    assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"


class Stream:
    """A table whose stream feeds a function that writes down each batch of ids and fails by rule."""

    def __init__(self, cloud: Cloud, diary: Path, rule: str, **mapping: Any) -> None:
        self.cloud, self.diary, self.table = cloud, diary, name("table")
        view = {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"}
        made = cloud.client("dynamodb").create_table(TableName=self.table, StreamSpecification=view, **TABLE)
        function = cloud.function(f"""
            seen = set()

            def handler(event, context):
                ids = [record["dynamodb"]["Keys"]["id"]["S"] for record in event["Records"]]
                with open({str(diary)!r}, "a") as diary:
                    print(",".join(ids), file=diary)
                numbers = dict(zip(ids, (r["dynamodb"]["SequenceNumber"] for r in event["Records"])))
                {rule}
        """)
        self.put("a", "bad", "c", "d")
        cloud.client("lambda").create_event_source_mapping(
            EventSourceArn=made["TableDescription"]["LatestStreamArn"],
            FunctionName=function,
            StartingPosition="TRIM_HORIZON",
            BatchSize=10,
            **mapping,
        )

    def put(self, *ids: str) -> None:
        for key in ids:
            self.cloud.client("dynamodb").put_item(TableName=self.table, Item={"id": {"S": key}})

    def batches(self) -> list[str]:
        return self.diary.read_text().split() if self.diary.exists() else []

    def await_batch(self, batch: str) -> None:
        self.cloud.until(lambda: batch in self.batches())


def on_failure(arn: str) -> dict[str, Any]:
    return {"OnFailure": {"Destination": arn}}


ALWAYS = "if 'bad' in ids: raise ValueError(ids)"
ONCE = """if "bad" in ids and "bad" not in seen:
                    seen.add("bad")
                    return {"batchItemFailures": [{"itemIdentifier": numbers["bad"]}]}"""


@pytest.mark.restores("stream_failures")
def test_a_poisoned_record_is_isolated_and_sent_to_the_failure_queue(cloud: Cloud, tmp_path: Path) -> None:
    url, arn = cloud.queue()

    stream = Stream(
        cloud,
        tmp_path / "diary",
        ALWAYS,
        BisectBatchOnFunctionError=True,
        MaximumRetryAttempts=1,
        DestinationConfig=on_failure(arn),
    )

    report = json.loads(cloud.message(url)["Body"])
    assert report["requestContext"]["condition"] == "RetryAttemptsExhausted"
    assert report["DDBStreamBatchInfo"]["batchSize"] == 1
    stream.await_batch("c,d")
    assert stream.batches() == ["a,bad,c,d", "a,bad", "a", "bad", "bad", "c,d"]


@pytest.mark.restores("stream_failures")
def test_a_batch_is_given_up_after_its_retries(cloud: Cloud, tmp_path: Path) -> None:
    stream = Stream(cloud, tmp_path / "diary", ALWAYS, MaximumRetryAttempts=2)
    cloud.until(lambda: len(stream.batches()) >= 3)

    stream.put("later")

    stream.await_batch("later")
    assert stream.batches() == ["a,bad,c,d"] * 3 + ["later"]


@pytest.mark.restores("stream_failures")
@pytest.mark.parametrize("limit", [{}, {"MaximumRetryAttempts": 3}])
def test_a_record_reported_as_failed_is_tried_again_and_not_lost(
    cloud: Cloud, tmp_path: Path, limit: dict[str, int]
) -> None:
    stream = Stream(
        cloud, tmp_path / "diary", ONCE, FunctionResponseTypes=["ReportBatchItemFailures"], **limit
    )

    stream.await_batch("bad,c,d")
    assert stream.batches() == ["a,bad,c,d", "bad,c,d"]


@pytest.mark.restores("stream_failures")
def test_an_endless_retry_does_not_repeat_what_was_done(cloud: Cloud, tmp_path: Path) -> None:
    rule = "return {'batchItemFailures': [{'itemIdentifier': numbers['bad']}]}"
    stream = Stream(cloud, tmp_path / "diary", rule, FunctionResponseTypes=["ReportBatchItemFailures"])

    cloud.until(lambda: len(stream.batches()) >= 4)
    assert set(stream.batches()) == {"a,bad,c,d", "bad,c,d"}
