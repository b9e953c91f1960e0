"""CloudFormation updates the Body of a REST API in place: the API keeps its id.

Vanilla replaces the API, and every custom domain and webhook that points at it breaks.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html
"""

from typing import Any

from ministack.services.cloudformation import provisioners

from local.emulator.guard import Patched, wrap_entry
from local.emulator.patches.rest_api_import import overwrite


def apply() -> None:
    """Overwrite first, then let vanilla update the rest."""
    wrap_entry(provisioners._RESOURCE_HANDLERS["AWS::ApiGateway::RestApi"], "update", "9dee2ef4", _update)


def _update(vanilla: Patched, api_id: str, old: dict[str, Any], new: dict[str, Any], *rest: Any) -> Any:
    if isinstance(new.get("Body"), dict) and new["Body"] != old.get("Body"):
        overwrite(api_id, new["Body"])
        old = {**old, "Body": new["Body"]}
    return vanilla(api_id, old, new, *rest)
