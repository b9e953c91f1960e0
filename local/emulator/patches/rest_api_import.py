"""ImportRestApi and PutRestApi read the OpenAPI document they are given.

`chalice deploy` creates and updates its API this way; vanilla ministack drops the body and answers 403 on every route.
https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
"""

import json
from typing import Any

from ministack.services import apigateway_v1 as v1

from local.emulator.guard import Patched, wrap


def apply() -> None:
    """Take both calls out of the control plane's hands."""
    wrap(v1, "handle_request", "5c8aba9f", _handle_request)


async def _handle_request(
    vanilla: Patched, method: str, path: str, headers: Any, body: bytes, query: dict[str, Any]
) -> Any:
    parts = path.strip("/").split("/")
    if parts[0] == "restapis" and body:
        if method == "POST" and len(parts) == 1 and _first(query, "mode") == "import":
            return _described(_import(json.loads(body), query), 201)
        if method == "PUT" and len(parts) == 2 and parts[1] in v1._rest_apis:
            overwrite(parts[1], json.loads(body))
            return _described(parts[1], 200)
    return await vanilla(method, path, headers, body, query)


def _import(spec: dict[str, Any], query: dict[str, Any]) -> str:
    kind = _first(query, "endpointConfigurationTypes") or "EDGE"
    api_id: str = v1._import_rest_api(spec, {"endpointConfiguration": {"types": [kind]}})
    return api_id


def overwrite(api_id: str, spec: dict[str, Any]) -> None:
    """Put the document in the place of the API's routes; the API keeps its id, stages and mappings."""
    resources = v1._resources[api_id]
    root = next(key for key, resource in resources.items() if resource["path"] == "/")
    for key in [key for key in resources if key != root]:
        del resources[key]
    resources[root]["resourceMethods"] = {}
    v1._authorizers_v1[api_id] = {}
    schemes = v1._import_security_schemes(api_id, spec)
    for path, item in spec.get("paths", {}).items():
        v1._import_path_item(api_id, path, item, schemes, spec.get("security"))


def _described(api_id: str, status: int) -> Any:
    return v1._v1_response(v1._rest_api_view(v1._rest_apis[api_id]), status)


def _first(query: dict[str, Any], name: str) -> str | None:
    values = query.get(name) or [None]
    found: str | None = values[0] if isinstance(values, list) else values
    return found
