"""A custom domain serves its base path mappings and nothing else, and the function is told the path the public used.

Vanilla offers the whole control plane under that name: whoever reached the front door could read or empty any table.
https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
"""

from contextvars import ContextVar
from typing import Any
from urllib.parse import quote

from ministack import app as gateway
from ministack.services import apigateway_v1 as v1

from local.emulator.guard import Patched, wrap

_asked: ContextVar[tuple[str, str] | None] = ContextVar("asked", default=None)


def apply() -> None:
    """Decide before anything else looks at the request."""
    wrap(gateway, "app", "ab1297bd", _serve)
    wrap(v1, "_build_lambda_event_v1", "c7ac97b9", _event)


async def _serve(vanilla: Patched, scope: dict[str, Any], receive: Any, send: Any) -> None:
    domain = _domain(scope)
    if not domain or v1.find_domain_scope(domain) is None:
        await vanilla(scope, receive, send)
    elif mapping := v1.resolve_base_path_mapping(domain, scope["path"]):
        api_id, stage, rest = mapping
        _asked.set((domain, scope["path"]))
        path = f"/_aws/execute-api/{api_id}/{stage}{rest}"
        await vanilla({**scope, "path": path, "raw_path": quote(path).encode()}, receive, send)
    else:
        await _forbid(send)


def _domain(scope: dict[str, Any]) -> str:
    hosts = [value.decode("latin-1") for name, value in scope.get("headers", ()) if name == b"host"]
    return hosts[0].partition(":")[0].lower() if hosts and scope["type"] == "http" else ""


async def _forbid(send: Any) -> None:
    headers = [(b"content-type", b"application/json"), (b"x-amzn-errortype", b"ForbiddenException")]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": b'{"message":"Forbidden"}'})


def _event(vanilla: Patched, *request: Any, **settings: Any) -> Any:
    event = vanilla(*request, **settings)
    if asked := _asked.get():
        domain, path = asked
        event["path"] = path
        event["requestContext"] |= {
            "path": path,
            "domainName": domain,
            "domainPrefix": domain.partition(".")[0],
        }
    return event
