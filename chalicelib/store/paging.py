"""Cursors: where a page ended, in a form that a URL can carry."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from chalicelib.errors import Invalid

T = TypeVar("T")
KEYS = ("pk", "sk", "list_key", "list_sort")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some of a list; ``cursor`` leads to the next page, None on the last."""

    items: list[T]
    cursor: str | None


def encode(key: dict[str, Any] | None) -> str | None:
    """DynamoDB's ``LastEvaluatedKey`` as text; it holds ids only."""
    if not key:
        return None
    return base64.urlsafe_b64encode(json.dumps([key[name]["S"] for name in KEYS]).encode()).decode()


def decode(cursor: str | None, list_key: str) -> dict[str, Any] | None:
    """The key that ``encode`` wrote; raises Invalid for one of another list, or none at all."""
    if not cursor:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor))
        key = dict(zip(KEYS, values, strict=True))
    except (binascii.Error, ValueError, TypeError) as error:
        raise Invalid("翻页位置无效，请从第一页重新开始。") from error
    if key["list_key"] != list_key or not all(isinstance(value, str) for value in values):
        raise Invalid("翻页位置无效，请从第一页重新开始。")
    return {name: {"S": value} for name, value in key.items()}
