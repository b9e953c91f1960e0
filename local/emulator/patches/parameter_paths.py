"""Reading parameters by path is authorised for that path: a role that may read one environment reads it, and no other.

Vanilla does not see the path and asks for all resources, so that only a policy for everything would do.
https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
"""

import json
from typing import Any

from ministack.core import iam_actions

from local.emulator.guard import Patched, wrap


def apply() -> None:
    """Name the path as the resource."""
    wrap(iam_actions, "extract_resource_arn", "82f51700", _resource)


def _resource(
    vanilla: Patched,
    service: str,
    method: str,
    path: str,
    headers: dict[str, str],
    body: bytes,
    query: dict[str, Any],
    region: str,
    account: str,
) -> str:
    if service == "ssm" and headers.get("x-amz-target", "").endswith(".GetParametersByPath"):
        return f"arn:aws:ssm:{region}:{account}:parameter{json.loads(body)['Path']}"
    return str(vanilla(service, method, path, headers, body, query, region, account))
