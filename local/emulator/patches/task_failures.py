"""A function that fails when it is handed a task token fails its state.

Vanilla swallows the error and waits for an answer that nobody will send.
https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
"""

import threading
from typing import Any

from ministack.services import stepfunctions as machines

from local.emulator.guard import Patched, wrap

_handing_over = threading.local()


def apply() -> None:
    """Report the failed call as SendTaskFailure would."""
    wrap(machines, "_invoke_with_callback", "bbb38423", _hand_over)
    wrap(machines, "_call_lambda", "25830369", _call)


def _hand_over(vanilla: Patched, resource: str, task: Any, token: str, state: Any) -> Any:
    _handing_over.token = token
    try:
        return vanilla(resource, task, token, state)
    finally:
        _handing_over.token = None


def _call(vanilla: Patched, function: str, event: Any) -> Any:
    try:
        return vanilla(function, event)
    except machines._ExecutionError as failure:
        if token := getattr(_handing_over, "token", None):
            machines._send_task_failure({"taskToken": token, "error": failure.error, "cause": failure.cause})
        raise
