"""EventBridge retries a function that fails, and sends what it cannot deliver to the target's dead-letter queue.

Vanilla calls a function once and forgets what has no target.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
"""

import json
from typing import Any

from ministack.core.arn import ArnParseError, parse_arn
from ministack.services import eventbridge as events
from ministack.services import lambda_svc, sqs, stepfunctions

from local.emulator.guard import Patched, wrap


def apply() -> None:
    """Look at the target first; hand functions to Lambda's asynchronous queue."""
    wrap(events, "_invoke_target", "550e304a", _deliver)
    wrap(events, "_dispatch_to_lambda", "1f95adba", _invoke_later)


def _invoke_later(vanilla: Patched, arn: str, payload: str) -> None:
    function, config, _ = lambda_svc._get_func_record_for_ref(arn)
    if not (function and config):
        vanilla(arn, payload)
        return
    record = lambda_svc._execution_record_for_config(function, config)
    lambda_svc.invoke_async_with_retry(record, json.loads(payload))


def _deliver(
    vanilla: Patched, target: dict[str, Any], event: Any, rule: dict[str, Any], view: Any = None
) -> Any:
    if _exists(target["Arn"]):
        return vanilla(target, event, rule, view)
    dead_letters = target.get("DeadLetterConfig", {}).get("Arn")
    if dead_letters and sqs._queue_by_arn(dead_letters):
        view = view or events._pattern_event_view(event)
        events._dispatch_to_sqs(parse_arn(dead_letters), json.dumps(view.event_with_detail()))
        message = sqs._queue_by_arn(dead_letters)["messages"][-1]
        message["message_attributes"] = _why(target, rule)
    return None


def _exists(arn: str) -> bool:
    try:
        service = parse_arn(arn).service
    except ArnParseError:
        return False
    if service == "lambda":
        return lambda_svc._get_func_record_for_ref(arn)[0] is not None
    if service == "sqs":
        return sqs._queue_by_arn(arn) is not None
    if service == "states":
        return stepfunctions._resolve_state_machine_arn(arn) is not None
    return True


def _why(target: dict[str, Any], rule: dict[str, Any]) -> dict[str, Any]:
    reasons = {
        "RULE_ARN": rule.get("Arn", ""),
        "TARGET_ARN": target["Arn"],
        "ERROR_CODE": "RESOURCE_NOT_FOUND",
        "ERROR_MESSAGE": "The target does not exist.",
    }
    return {name: {"DataType": "String", "StringValue": value} for name, value in reasons.items()}
