"""One logger and one set of metrics, in JSON, under the correlation id; personal data in neither."""

import json
import logging
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit, single_metric
from pydantic import ValidationError

from chalicelib import correlation
from chalicelib.redaction import redact, text
from chalicelib.settings import settings


def line(record: dict[str, Any]) -> str:
    """One log record, last thing before it is written: whatever is in it by now is redacted."""
    identified = {"correlation_id": correlation.current(), **record}
    return json.dumps(redact(identified), ensure_ascii=False, default=str)


class Redacting(logging.Filter):
    """For handlers that are not ours, Chalice's and the Lambda runtime's: redacts message and traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = text(record.getMessage()), ()
        if record.exc_info:
            record.exc_text = text(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        return True


logger = Logger(service=settings.matter, json_serializer=line)
metrics = Metrics(namespace="tongban", service=settings.matter)


def count(name: str, value: float = 1) -> None:
    """Add to a metric; it leaves when the invocation ends."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=value)


def percentage(name: str, value: float) -> None:
    """How full something is, for this matter in this environment."""
    level(name, value, MetricUnit.Percent)


def level(name: str, value: float, unit: MetricUnit = MetricUnit.Count) -> None:
    """How much of something there is, for this matter in this environment: an alarm watches it, so it leaves at once."""
    with single_metric(name=name, unit=unit, value=value, namespace="tongban") as metric:
        metric.add_dimension("service", settings.matter)
        metric.add_dimension("environment", settings.environment)


def watch(event: Any, get_response: Callable[[Any], Any]) -> Any:
    """Middleware for every door: what leaves with an exception is redacted, what was counted is sent."""
    try:
        return get_response(event)
    except Exception as error:
        raise discreet(error) from None
    finally:
        if metrics.metric_set:
            metrics.flush_metrics()


def discreet(error: Exception) -> Exception:
    """The same exception without personal data; one that would still quote what it was given, by name only."""
    error.args = tuple(redact(error.args))
    if not isinstance(error, ValidationError) and text(str(error)) == str(error):
        return error
    named: type[Exception] = type(type(error).__name__, (Exception,), {})
    return named("details withheld").with_traceback(error.__traceback__)


def guard(*others: logging.Logger) -> None:
    """Redact what other libraries log, through the handlers these loggers have by now."""
    for handler in [handler for other in others for handler in other.handlers]:
        if not any(isinstance(known, Redacting) for known in handler.filters):
            handler.addFilter(Redacting())
