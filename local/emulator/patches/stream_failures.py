"""A DynamoDB stream honours MaximumRetryAttempts, BisectBatchOnFunctionError, ReportBatchItemFailures and OnFailure.

Vanilla repeats a poisoned batch for ever and loses the items a function reports as failed.
https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
"""

import threading
from typing import Any

from ministack.services import lambda_svc

from local.emulator.guard import Patched, wrap

Records = list[dict[str, Any]]
_poller = threading.local()


def apply() -> None:
    """Take over each batch that the poller hands to a function."""
    wrap(lambda_svc, "_poll_dynamodb_streams", "2b2460e9", _poll)
    wrap(lambda_svc, "_execute_function", "3ceb16d6", _execute)


def _poll(vanilla: Patched) -> Any:
    _poller.polling = True
    try:
        return vanilla()
    finally:
        _poller.polling = False


def _execute(vanilla: Patched, function: Any, event: Any) -> Any:
    if not getattr(_poller, "polling", False):
        return vanilla(function, event)
    _poller.polling = False
    try:
        return _Delivery(vanilla, function, event["Records"]).run(event["Records"])
    finally:
        _poller.polling = True


class _Delivery:
    """One batch on its way to one function."""

    def __init__(self, invoke: Patched, function: Any, records: Records) -> None:
        self.invoke, self.function = invoke, function
        self.stream = records[0]["eventSourceARN"]
        self.mapping = _mapping(self.stream, function["config"]["FunctionName"])
        limit = self.mapping.get("MaximumRetryAttempts")
        self.limit = -1 if limit is None else int(limit)
        self.partial = "ReportBatchItemFailures" in self.mapping.get("FunctionResponseTypes", [])

    def run(self, batch: Records) -> dict[str, Any]:
        """Deliver until all is done, or given up, or (without a limit) to be tried again by the next poll."""
        retries, outcome = 0, {}
        while batch:
            outcome = self.invoke(self.function, {"Records": batch})
            left = self._left(batch, outcome)
            if len(left) < len(batch):
                self._advance(len(batch) - len(left))
                batch, retries = left, 0
            elif len(batch) > 1 and self.mapping.get("BisectBatchOnFunctionError"):
                return self._halves(batch)
            elif self.limit < 0:
                return {**outcome, "error": True}
            elif retries == self.limit:
                self._give_up(batch, outcome)
                return {"body": None, "log": outcome.get("log", "")}
            else:
                retries += 1
        return outcome

    def _left(self, batch: Records, outcome: dict[str, Any]) -> Records:
        """What is still to do: everything from the first record that failed."""
        if outcome.get("error"):
            return batch
        body = outcome.get("body")
        failures = body.get("batchItemFailures") or [] if self.partial and isinstance(body, dict) else []
        failed = {failure.get("itemIdentifier") for failure in failures}
        numbers = [record["dynamodb"]["SequenceNumber"] for record in batch]
        first = next((i for i, number in enumerate(numbers) if number in failed), len(batch))
        return batch[first:]

    def _halves(self, batch: Records) -> dict[str, Any]:
        middle = len(batch) // 2
        first = self.run(batch[:middle])
        return first if first.get("error") else self.run(batch[middle:])

    def _advance(self, count: int) -> None:
        """An endless retry begins where it stopped, not at what was done."""
        if self.limit < 0 and not self.mapping.get("FilterCriteria"):
            lambda_svc._dynamodb_stream_positions[self.mapping["UUID"]] += count

    def _give_up(self, batch: Records, outcome: dict[str, Any]) -> None:
        lambda_svc._send_ddb_stream_failure_record(
            self.mapping, self.function, batch, self.stream, outcome, "RetryAttemptsExhausted"
        )


def _mapping(stream: str, function: str) -> dict[str, Any]:
    every = (mapping for _, _, mapping in lambda_svc._iter_all_esms())
    found: dict[str, Any] = next(
        m for m in every if m.get("EventSourceArn") == stream and m.get("FunctionName") == function
    )
    return found
