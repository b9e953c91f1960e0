"""State machines: wake one that waits on a task token."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from types_boto3_stepfunctions import SFNClient

GONE = {"TaskTimedOut", "TaskDoesNotExist"}


class Machine(Protocol):
    """Whoever waits. To wake twice is to wake once: a token that is used up is no error."""

    def resume(self, token: str, output: dict[str, Any]) -> None: ...

    def fail(self, token: str, error: str) -> None: ...


@cache
def client() -> "SFNClient":
    """Step Functions, connected once and only by those who need it."""
    import boto3

    return boto3.client("stepfunctions")


@dataclass(frozen=True)
class StepFunctions:
    """https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html"""

    connect: Callable[[], "SFNClient"] = client

    def resume(self, token: str, output: dict[str, Any]) -> None:
        _once(lambda: self.connect().send_task_success(taskToken=token, output=json.dumps(output)))

    def fail(self, token: str, error: str) -> None:
        _once(lambda: self.connect().send_task_failure(taskToken=token, error=error))


def _once(wake: Callable[[], object]) -> None:
    """The machine may have been woken before, or have waited long enough: it has gone on either way."""
    from botocore.exceptions import ClientError

    try:
        wake()
    except ClientError as refused:
        if refused.response["Error"]["Code"] not in GONE:
            raise
