"""One DynamoDB table made of memory: what the store asks of the API, each request answered alone, all of a transaction or none.

moto does the same and much more, at a hundred times the price; ``tests/bench/test_table.py`` has both give the same answers.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from types import SimpleNamespace
from typing import Any

from botocore.exceptions import ClientError

from bench.chaos.expressions import Item, condition, plain, update
from chalicelib.store.row import connection

Key = tuple[str, str]
Asked = dict[str, Any]
INDEXES = {"listing": ("list_key", "list_sort"), "outbox": ("outbox_shard", "outbox_at")}
FAILED = {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"}


class Table:
    """``before`` is called before each request, and may end it. ``lists``: by index and its hash key, what stands there in order."""

    def __init__(self, before: Callable[[], None] = lambda: None) -> None:
        self.items: dict[Key, Item] = {}
        self.lists: dict[tuple[str, str], list[tuple[str, Key]]] = defaultdict(list)
        self.before = before
        self.meta = SimpleNamespace()
        self._request_signer = None  # PynamoDB looks whether a client has one
        self._alone = Lock()

    def _make_api_call(self, name: str, asked: Asked) -> dict[str, Any]:
        """botocore's, under its name."""
        self.before()
        with self._alone:
            return self._answers[name](self, asked)

    def _get(self, asked: Asked) -> dict[str, Any]:
        found = self.items.get(_key(asked["Key"]))
        return {"Item": dict(found)} if found else {}

    def _put(self, asked: Asked) -> dict[str, Any]:
        self._require(asked["Item"], asked, "PutItem")
        self._write(dict(asked["Item"]))
        return {}

    def _update(self, asked: Asked) -> dict[str, Any]:
        self._require(asked["Key"], asked, "UpdateItem")
        return {"Attributes": dict(self._updated(asked))}

    def _transact(self, asked: Asked) -> dict[str, Any]:
        wanted = [next(iter(it.items())) for it in asked["TransactItems"]]
        held = [self._holds(it.get("Item") or it["Key"], it) for _, it in wanted]
        if not all(held):
            reasons = [{"Code": "None"} if holds else FAILED for holds in held]
            raise _refused("TransactionCanceledException", "TransactWriteItems", reasons)
        for kind, it in wanted:
            if kind == "Put":
                self._write(dict(it["Item"]))
            elif kind == "Update":
                self._updated(it)
            elif kind == "Delete":
                self._forget(_key(it["Key"]))
        return {}

    def _query(self, asked: Asked) -> dict[str, Any]:
        names, values = asked["ExpressionAttributeNames"], asked["ExpressionAttributeValues"]
        test = condition(asked["KeyConditionExpression"])
        index = asked.get("IndexName", "")
        hash_key = values[asked["KeyConditionExpression"].partition("=")[2].split()[0].strip("() ")]
        keys = [key for _, key in self.lists[index, plain(hash_key)]]
        if not asked.get("ScanIndexForward", True):
            keys.reverse()
        if after := asked.get("ExclusiveStartKey"):
            keys = keys[keys.index(_key(after)) + 1 :]
        keys = [key for key in keys if test(self.items[key], names, values)]
        limit = asked.get("Limit") or len(keys) + 1
        found = [dict(self.items[key]) for key in keys[:limit]]
        last = self._last(found[-1], index) if len(keys) >= limit else {}  # also where nothing comes after
        return {"Items": found, "Count": len(found), "ScannedCount": len(found)} | last

    def _last(self, item: Item, index: str) -> dict[str, Any]:
        return {"LastEvaluatedKey": {name: item[name] for name in ("pk", "sk", *INDEXES.get(index, ()))}}

    def _updated(self, asked: Asked) -> Item:
        item = dict(self.items.get(_key(asked["Key"])) or asked["Key"])
        for act in update(asked["UpdateExpression"]):
            act(item, asked.get("ExpressionAttributeNames", {}), asked.get("ExpressionAttributeValues", {}))
        self._write(item)
        return item

    def _require(self, key: Item, asked: Asked, operation: str) -> None:
        if not self._holds(key, asked):
            raise _refused("ConditionalCheckFailedException", operation)

    def _holds(self, key: Item, asked: Asked) -> bool:
        text = asked.get("ConditionExpression")
        if not text:
            return True
        names, values = asked.get("ExpressionAttributeNames", {}), asked.get("ExpressionAttributeValues", {})
        return condition(text)(self.items.get(_key(key), {}), names, values)

    def _write(self, item: Item) -> None:
        key = _key(item)
        self._forget(key)
        self.items[key] = item
        for place, sort in _places(item):
            insort(self.lists[place], (sort, key))

    def _forget(self, key: Key) -> None:
        for place, sort in _places(self.items.pop(key, {})):
            listed = self.lists[place]
            del listed[bisect_left(listed, (sort, key))]

    _answers: dict[str, Callable[["Table", Asked], dict[str, Any]]] = {  # noqa: RUF012
        "GetItem": _get,
        "PutItem": _put,
        "UpdateItem": _update,
        "TransactWriteItems": _transact,
        "Query": _query,
    }


@contextmanager
def serving(table: Table) -> Iterator[Table]:
    """Meanwhile, whatever the store asks of DynamoDB is asked of ``table``."""
    own, connection()._client = connection()._client, table  # type: ignore[assignment]
    try:
        yield table
    finally:
        connection()._client = own


def _places(item: Item) -> list[tuple[tuple[str, str], str]]:
    """Where an item is listed: under its own key, and in each index whose keys it has."""
    if not item:
        return []
    pairs = [("", "pk", "sk"), *((name, *keys) for name, keys in INDEXES.items())]
    return [
        ((name, plain(item[it])), plain(item[sort]))
        for name, it, sort in pairs
        if it in item and sort in item
    ]


def _key(item: Item) -> Key:
    return item["pk"]["S"], item["sk"]["S"]


def _refused(code: str, operation: str, reasons: list[dict[str, str]] | None = None) -> ClientError:
    told: Any = {"Error": {"Code": code, "Message": code}, "CancellationReasons": reasons or []}
    return ClientError(told, operation)
