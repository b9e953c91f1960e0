"""An execution ends TIMED_OUT after its machine's TimeoutSeconds, and once ended it stays as it ended.

Vanilla ignores the limit, and a stopped execution that waits for a token turns FAILED when the token is refused.
https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html
"""

import contextvars
import json
import threading
from datetime import UTC, datetime
from typing import Any

from ministack.core.responses import now_iso
from ministack.services import stepfunctions as machines

from local.emulator.guard import Patched, wrap


def apply() -> None:
    """Set a timer beside each limited run, and guard the end of every one."""
    wrap(machines, "_run_execution", "996dff84", _run)
    wrap(machines, "_fail_execution", "e6da895f", _fail)


def _run(vanilla: Patched, arn: str) -> None:
    execution = machines._executions.get(arn)
    limit = _limit(execution)
    if limit is None:
        vanilla(arn)
        return
    timer = threading.Timer(limit, contextvars.copy_context().run, args=(_time_out, execution))
    timer.daemon = True
    timer.start()
    try:
        vanilla(arn)
    finally:
        timer.cancel()


def _limit(execution: dict[str, Any] | None) -> float | None:
    """The seconds left to it, counted from its start, restarts or no."""
    machine = machines._state_machines.get(execution["stateMachineArn"]) if execution else None
    seconds = json.loads(machine["definition"]).get("TimeoutSeconds") if machine else None
    if execution is None or seconds is None:
        return None
    gone = datetime.now(UTC) - datetime.fromisoformat(execution["startDate"])
    return max(0.0, float(seconds) - gone.total_seconds())


def _time_out(execution: dict[str, Any]) -> None:
    if execution["status"] == "RUNNING":
        execution |= {"status": "TIMED_OUT", "stopDate": now_iso(), "error": "States.Timeout", "cause": None}
        details = {"executionTimedOutEventDetails": {"error": "States.Timeout"}}
        machines._add_event(execution, "ExecutionTimedOut", details)
        machines._emit_execution_status_event(execution)


def _fail(vanilla: Patched, execution: dict[str, Any], error: str, cause: str) -> None:
    if execution["status"] == "RUNNING":
        vanilla(execution, error, cause)
