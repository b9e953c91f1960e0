"""An imported OpenAPI document keeps its integration responses, its binary media types and its title.

Without them OPTIONS carries no CORS headers, pictures arrive as base64 text and uploads are mangled.
https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
"""

from typing import Any

from ministack.services import apigateway_v1 as v1

from local.emulator.guard import Patched, wrap

KEPT = ("requestTemplates", "requestParameters", "contentHandling", "timeoutInMillis", "credentials")


def apply() -> None:
    """Add to the import what it leaves out."""
    wrap(v1, "_import_operation", "ca6b0dd9", _import_operation)
    wrap(v1, "_import_security_schemes", "52260df4", _import_security_schemes)


def _import_security_schemes(vanilla: Patched, api_id: str, spec: dict[str, Any]) -> Any:
    """Every import, new or over an old one, passes here with the whole document in hand."""
    api = v1._rest_apis[api_id]
    api["binaryMediaTypes"] = spec.get("x-amazon-apigateway-binary-media-types", api["binaryMediaTypes"])
    api["name"] = spec.get("info", {}).get("title", api["name"])
    return vanilla(api_id, spec)


def _import_operation(
    vanilla: Patched, api_id: str, resource_id: str, verb: str, operation: dict[str, Any], *security: Any
) -> None:
    vanilla(api_id, resource_id, verb, operation, *security)
    described = (operation or {}).get("x-amazon-apigateway-integration")
    if described:
        integration = v1._resources[api_id][resource_id]["resourceMethods"][verb]["methodIntegration"]
        integration |= {name: described[name] for name in KEPT if name in described}
        if "passthroughBehavior" in described:
            integration["passthroughBehavior"] = described["passthroughBehavior"].upper()
        for pattern, response in described.get("responses", {}).items():
            _keep_response(api_id, resource_id, verb, pattern, response)


def _keep_response(api_id: str, resource_id: str, verb: str, pattern: str, response: dict[str, Any]) -> None:
    answer = {
        "selectionPattern": "" if pattern == "default" else pattern,
        "responseParameters": response.get("responseParameters", {}),
        "responseTemplates": response.get("responseTemplates", {}),
    }
    v1._put_integration_response(api_id, resource_id, verb, str(response.get("statusCode", "200")), answer)
