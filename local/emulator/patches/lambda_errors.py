"""A failed Python function reports the name of its exception class and a stack trace, and its environment lives on.

Step Functions' Retry and Catch match that name; vanilla calls every exception `Runtime.HandlerError` and kills the worker.
https://docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html
"""

from typing import Any

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

from local.emulator.guard import Patched, replace_text, wrap

RAISED = "__raised__"
VANILLA = """json.dumps({"status": "error", "error": str(e), "trace": traceback.format_exc()})"""
OURS = """json.dumps({"status": "ok", "result": {"__raised__": {
                "errorMessage": str(e), "errorType": type(e).__name__, "requestId": context.aws_request_id,
                "stackTrace": traceback.format_tb(e.__traceback__.tb_next)}}})"""


def apply() -> None:
    """The worker answers with the error as a result, which is then reported as the error it is."""
    lambda_runtime._PYTHON_WORKER_SCRIPT = replace_text(lambda_runtime._PYTHON_WORKER_SCRIPT, VANILLA, OURS)
    wrap(lambda_svc, "_execute_function_warm", "62b9218b", _execute)


def _execute(vanilla: Patched, func: Any, event: Any, request_id: str) -> Any:
    outcome = vanilla(func, event, request_id)
    body = outcome.get("body")
    if not (isinstance(body, dict) and RAISED in body):
        return outcome
    error = body[RAISED]
    report = f"[ERROR] {error['errorType']}: {error['errorMessage']}\nTraceback (most recent call last):\n"
    log = [outcome.get("log", ""), report + "".join(error["stackTrace"])]
    return {"body": error, "error": True, "log": "\n".join(filter(None, log))}
