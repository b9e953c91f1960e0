"""A policy's condition on a KMS encryption context is held against the request's own context.

Vanilla knows no ``kms:EncryptionContext:…``: StringEquals on it is never met, and StringEqualsIfExists always.
https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-encryption-context
"""

import json
from typing import Any

from ministack.core import iam_actions

from local.emulator.guard import Patched, wrap


def apply() -> None:
    """Name the context's pairs among the keys that a request carries."""
    wrap(iam_actions, "request_tag_context", "d46adb81", _context)


def _context(
    vanilla: Patched, service: str, iam_action: str, body: bytes, params: dict[str, Any]
) -> dict[str, Any]:
    found: dict[str, Any] = vanilla(service, iam_action, body, params)
    if service != "kms":
        return found
    pairs = json.loads(body or b"{}").get("EncryptionContext") or {}
    return found | {f"kms:EncryptionContext:{name}": value for name, value in pairs.items()}
