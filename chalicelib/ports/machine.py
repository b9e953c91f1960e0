"""State machines: wake one that waits on a task token."""

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from types_boto3_stepfunctions import SFNClient

GONE = {"TaskTimedOut", "TaskDoesNotExist"}


class Machine(Protocol):
    """Whoever waits. To wake twice is to wake once: a token that is used up is no error."""

    def resume(self, token: str, output: dict[str, Any]) -> None: ...

    def fail(self, token: str, error: str) -> None: ...


class StepFunctions:
    """https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html"""

    @cached_property
    def _client(self) -> "SFNClient":
        import boto3

        return boto3.client("stepfunctions")

    def resume(self, token: str, output: dict[str, Any]) -> None:
        from botocore.exceptions import ClientError

        try:
            self._client.send_task_success(taskToken=token, output=json.dumps(output))
        except ClientError as error:
            _unless_gone(error.response["Error"]["Code"], error)

    def fail(self, token: str, error: str) -> None:
        from botocore.exceptions import ClientError

        try:
            self._client.send_task_failure(taskToken=token, error=error)
        except ClientError as refused:
            _unless_gone(refused.response["Error"]["Code"], refused)


def _unless_gone(code: str, error: Exception) -> None:
    """The task was woken before, or waited long enough: the machine has gone on either way."""
    if code not in GONE:
        raise error
