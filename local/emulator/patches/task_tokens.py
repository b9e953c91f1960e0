"""A task token belongs to one attempt of one task: afterwards it is refused with TaskTimedOut.

Vanilla gives every attempt the same token, lets parallel branches take each other's, and knows no TaskTimedOut.
https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html
"""

import threading
from typing import Any

from ministack.core.responses import error_response_json, new_uuid
from ministack.services import stepfunctions as machines

from local.emulator.guard import Patched, wrap

_attempt = threading.local()


def apply() -> None:
    """Renew the token after each attempt, keep branches apart, and name the refusal as AWS does."""
    wrap(machines, "_execute_task", "53c818d2", _execute)
    wrap(machines, "_invoke_with_callback", "bbb38423", _hand_over)
    wrap(machines, "_run_sub_machine", "f8d84416", _branch)
    for answer, fingerprint in ANSWERS.items():
        wrap(machines, answer, fingerprint, _answer)


def _execute(vanilla: Patched, state: Any, given: Any, execution: Any, context: dict[str, Any]) -> Any:
    outer, _attempt.context = getattr(_attempt, "context", None), context
    try:
        return vanilla(state, given, execution, context)
    finally:
        _attempt.context = outer


def _hand_over(vanilla: Patched, resource: str, task: Any, token: str, state: Any) -> Any:
    try:
        return vanilla(resource, task, token, state)
    finally:
        _attempt.context["Task"] = {"Token": new_uuid()}


def _branch(
    vanilla: Patched, states: Any, start: str, given: Any, execution: Any, context: dict[str, Any]
) -> Any:
    return vanilla(states, start, given, execution, dict(context))


def _answer(vanilla: Patched, data: dict[str, Any]) -> Any:
    if data.get("taskToken") in machines._task_tokens:
        return vanilla(data)
    return error_response_json("TaskTimedOut", "The task has been closed", 400)


ANSWERS = {
    "_send_task_success": "12eff48b",
    "_send_task_failure": "c2a489b4",
    "_send_task_heartbeat": "56879a46",
}
