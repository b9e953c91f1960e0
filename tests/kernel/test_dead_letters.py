"""Dead letters at SQS: counted, taken for a while, forgotten."""

import json
from datetime import UTC, datetime

import boto3
import pytest
from moto import mock_aws

from chalicelib.ports.dead_letters import SqsDeadLetters

FACT = {"id": "f1", "type": "example.asked", "version": 1, "correlation_id": "c", "data": {"case_id": "7"}}


@pytest.fixture
def queue():
    with mock_aws():
        client = boto3.client("sqs", region_name="ap-southeast-1")
        url = client.create_queue(QueueName="dead")["QueueUrl"]
        for body in (json.dumps({"detail": FACT}), "no fact at all"):
            client.send_message(QueueUrl=url, MessageBody=body)
        yield SqsDeadLetters("dead", lambda: client)


def test_they_are_counted_and_read(queue):
    letters = queue.take(60)

    assert queue.count() == 2
    assert {it.fact.id if it.fact else None for it in letters} == {"f1", None}
    assert abs((datetime.now(UTC) - letters[0].since).total_seconds()) < 60


def test_what_was_taken_is_hidden_for_a_while_and_forgotten_for_good(queue):
    taken = queue.take(60)
    assert queue.take(60) == []

    queue.forget(taken[0])

    assert queue.count() == 1
