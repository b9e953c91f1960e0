"""A task that shows no sign of life for HeartbeatSeconds fails with States.HeartbeatTimeout.

Vanilla never looks at the heartbeat.
https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#wait-token-hearbeat
"""

import contextvars
import threading
from datetime import UTC, datetime
from typing import Any

from ministack.services import stepfunctions as machines

from local.emulator.guard import Patched, wrap

ERROR = "States.HeartbeatTimeout"


def apply() -> None:
    """Set a watch beside every task that asks for one."""
    wrap(machines, "_invoke_with_callback", "bbb38423", _hand_over)
    wrap(machines, "_error_matches", "519b9dc7", _matches)


def _hand_over(vanilla: Patched, resource: str, task: Any, token: str, state: dict[str, Any]) -> Any:
    if allowed := state.get("HeartbeatSeconds"):
        watch = contextvars.copy_context().run
        threading.Thread(target=watch, args=(_watch, token, float(allowed)), daemon=True).start()
    return vanilla(resource, task, token, state)


def _watch(token: str, allowed: float) -> None:
    last = datetime.now(UTC)
    ended = threading.Event()
    while (left := allowed - (datetime.now(UTC) - last).total_seconds()) > 0:
        ended.wait(left)
        task = machines._task_tokens.get(token)
        if task is None:
            return
        ended = task["event"]
        if ended.is_set():
            return
        if task["heartbeat"]:
            last = datetime.fromisoformat(task["heartbeat"])
    cause = f"No heartbeat for {allowed:g} seconds"
    machines._send_task_failure({"taskToken": token, "error": ERROR, "cause": cause})


def _matches(vanilla: Patched, names: list[str], error: str) -> Any:
    """States.Timeout stands for both ways of being late."""
    return vanilla(names, error) or (error == ERROR and "States.Timeout" in names)
