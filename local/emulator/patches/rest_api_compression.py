"""UpdateRestApi with an empty minimumCompressionSize switches compression off.

Chalice sends it with every deployment; vanilla keeps the empty text, which boto3 cannot read as a number.
https://docs.aws.amazon.com/apigateway/latest/developerguide/gzip-compression-decompression.html
"""

from typing import Any

from ministack.services import apigateway_v1 as v1

from local.emulator.guard import Patched, wrap


def apply() -> None:
    """Read the empty text as "none"."""
    wrap(v1, "_update_rest_api", "fa3a224e", _update)


def _update(vanilla: Patched, api_id: str, data: dict[str, Any]) -> Any:
    operations = [_read(operation) for operation in data.get("patchOperations", [])]
    return vanilla(api_id, {**data, "patchOperations": operations})


def _read(operation: dict[str, Any]) -> dict[str, Any]:
    if operation.get("path") != "/minimumCompressionSize":
        return operation
    return {**operation, "value": int(operation["value"]) if operation.get("value") else None}
