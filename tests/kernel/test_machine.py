"""Waking a state machine: once, however often it is tried."""

import json

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from chalicelib.ports.machine import StepFunctions


@pytest.fixture
def aws():
    with Stubber(boto3.client("stepfunctions")) as stub:
        yield stub
        stub.assert_no_pending_responses()


@pytest.fixture
def machine(aws):
    return StepFunctions(lambda: aws.client)


def test_a_machine_goes_on_with_what_it_is_told(machine, aws):
    aws.add_response(
        "send_task_success", {}, {"taskToken": "t1", "output": json.dumps({"outcome": "answered"})}
    )

    machine.resume("t1", {"outcome": "answered"})


def test_a_machine_is_told_that_its_task_failed(machine, aws):
    aws.add_response("send_task_failure", {}, {"taskToken": "t1", "error": "Refused"})

    machine.fail("t1", "Refused")


@pytest.mark.parametrize("code", ["TaskTimedOut", "TaskDoesNotExist"])
def test_a_machine_that_has_gone_on_already_is_left_alone(machine, aws, code):
    aws.add_client_error("send_task_success", code)
    aws.add_client_error("send_task_failure", code)

    machine.resume("t1", {})
    machine.fail("t1", "Refused")


def test_any_other_trouble_is_not_hidden(machine, aws):
    aws.add_client_error("send_task_success", "InvalidToken")

    with pytest.raises(ClientError, match="InvalidToken"):
        machine.resume("t1", {})
