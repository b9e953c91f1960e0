"""Step Functions: tasks that wait for an answer fail when they should, and an ended execution stays ended."""

import json
import time
from typing import Any

import pytest

from tests.local.cloud import Cloud

TOKEN = {"token.$": "$$.Task.Token"}


def handed_over(function: str, given: dict[str, str] = TOKEN, **more: Any) -> dict[str, Any]:
    """A state that gives a function a task token and waits."""
    payload = {"FunctionName": function, "Payload": given}
    resource = "arn:aws:states:::lambda:invoke.waitForTaskToken"
    return {"Type": "Task", "Resource": resource, "Parameters": payload, "End": True, **more}


def posted(queue: str, **more: Any) -> dict[str, Any]:
    """A state that posts a task token to a queue and waits."""
    message = {"QueueUrl": queue, "MessageBody.$": "$$.Task.Token"}
    resource = "arn:aws:states:::sqs:sendMessage.waitForTaskToken"
    return {"Type": "Task", "Resource": resource, "Parameters": message, "End": True, **more}


@pytest.mark.restores("task_failures")
def test_a_function_that_fails_with_a_token_fails_its_state(cloud: Cloud) -> None:
    function = cloud.function("def handler(event, context): raise KeyError('no such case')")

    execution = cloud.ended(cloud.run(cloud.machine({"Ask": handed_over(function)})))

    assert (execution["status"], execution["error"]) == ("FAILED", "KeyError")


@pytest.mark.restores("task_tokens")
def test_each_attempt_has_a_token_of_its_own_and_a_late_answer_is_refused(cloud: Cloud) -> None:
    url, _ = cloud.queue()
    states = cloud.client("stepfunctions")
    again = {"ErrorEquals": ["States.Timeout"], "IntervalSeconds": 1, "MaxAttempts": 1}
    arn = cloud.run(cloud.machine({"Ask": posted(url, TimeoutSeconds=1, Retry=[again])}))
    first, second = cloud.message(url)["Body"], cloud.message(url)["Body"]

    with pytest.raises(states.exceptions.TaskTimedOut):
        states.send_task_success(taskToken=first, output='"late"')
    states.send_task_success(taskToken=second, output='"in time"')

    assert cloud.ended(arn)["output"] == '"in time"'


@pytest.mark.restores("task_tokens")
def test_parallel_branches_keep_their_tokens_apart(cloud: Cloud) -> None:
    patient, _ = cloud.queue()
    busy, _ = cloud.queue()
    again = {"ErrorEquals": ["States.ALL"], "IntervalSeconds": 2, "MaxAttempts": 1}
    branches = [
        {"StartAt": "Retry", "States": {"Retry": posted(patient, TimeoutSeconds=1, Retry=[again])}},
        {
            "StartAt": "Wait",
            "States": {"Wait": {"Type": "Wait", "Seconds": 2, "Next": "Ask"}, "Ask": posted(busy)},
        },
    ]
    cloud.run(cloud.machine({"Both": {"Type": "Parallel", "Branches": branches, "End": True}}))
    cloud.message(patient)

    assert cloud.message(patient)["Body"] != cloud.message(busy)["Body"]


@pytest.mark.restores("task_heartbeats")
def test_a_task_without_a_sign_of_life_times_out(cloud: Cloud) -> None:
    url, _ = cloud.queue()
    late = {"ErrorEquals": ["States.Timeout"], "ResultPath": "$.why", "Next": "Late"}
    ask = posted(url, HeartbeatSeconds=1, Catch=[late])
    machine = cloud.machine({"Ask": ask, "Late": {"Type": "Succeed"}})

    execution = cloud.ended(cloud.run(machine, input="{}"))

    assert json.loads(execution["output"])["why"]["Error"] == "States.HeartbeatTimeout"


def test_a_task_that_shows_signs_of_life_goes_on(cloud: Cloud) -> None:
    url, _ = cloud.queue()
    states = cloud.client("stepfunctions")
    arn = cloud.run(cloud.machine({"Ask": posted(url, HeartbeatSeconds=2)}))
    token = cloud.message(url)["Body"]

    until = time.monotonic() + 3.0
    while time.monotonic() < until:
        states.send_task_heartbeat(taskToken=token)
        time.sleep(0.2)
    states.send_task_success(taskToken=token, output='"here"')

    assert cloud.ended(arn)["output"] == '"here"'


@pytest.mark.restores("execution_end")
def test_an_execution_ends_at_its_machines_time_limit(cloud: Cloud) -> None:
    machine = cloud.machine({"Sleep": {"Type": "Wait", "Seconds": 600, "End": True}}, TimeoutSeconds=1)

    assert cloud.ended(cloud.run(machine))["status"] == "TIMED_OUT"


@pytest.mark.restores("execution_end")
def test_a_stopped_execution_stays_stopped(cloud: Cloud) -> None:
    url, _ = cloud.queue()
    states = cloud.client("stepfunctions")
    arn = cloud.run(cloud.machine({"Ask": posted(url)}))
    token = cloud.message(url)["Body"]

    states.stop_execution(executionArn=arn, error="Withdrawn")
    states.send_task_failure(taskToken=token, error="Refused")

    failed = cloud.machine({"Fail": {"Type": "Fail"}})
    cloud.ended(cloud.run(failed))
    assert cloud.execution(arn)["status"] == "ABORTED"
