"""A function is told the address API Gateway saw, which a caller cannot choose, and always gets X-Forwarded-For.

Vanilla believes the first address in the caller's own X-Forwarded-For. Here the last hop counts: our front door adds it.
https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
"""

from typing import Any

from ministack.core.responses import get_request_client_ip
from ministack.services import apigateway_v1 as v1

from local.emulator.guard import Patched, wrap


def apply() -> None:
    """Correct the event after it is built."""
    wrap(v1, "_build_lambda_event_v1", "c7ac97b9", _event)


def _event(vanilla: Patched, *request: Any, **settings: Any) -> Any:
    event = vanilla(*request, **settings)
    forwarded = event["headers"].get("x-forwarded-for") or get_request_client_ip()
    scheme = event["headers"].get("x-forwarded-proto", "http")
    for name, value in (("x-forwarded-for", forwarded), ("x-forwarded-proto", scheme)):
        event["headers"][name] = value
        event["multiValueHeaders"][name] = [value]
    event["requestContext"]["identity"]["sourceIp"] = forwarded.rpartition(",")[2].strip()
    return event
