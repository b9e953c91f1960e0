"""moto, without what takes most of the tests' time: deep copies of whole tables, and HTTP around each row that is read.

It copies the whole table, deeply, for every item of a transaction. What a transaction can change are the attributes of
rows, each as a whole; so that much of a copy is enough.
"""

import copy
import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from botocore.client import BaseClient
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
from moto.dynamodb.models.dynamo_type import Item, LimitedSizeDict
from moto.dynamodb.models.table import Table

READ = "before-call.dynamodb.GetItem"


def install() -> None:
    """For this process."""
    Table.__deepcopy__ = _table  # type: ignore[attr-defined]


@contextmanager
def read_directly(client: BaseClient) -> Iterator[None]:
    """Meanwhile, single rows are read from moto's table itself, once botocore has checked and written the request.

    For one thread at a time: another one would see what a transaction has not committed yet.
    """
    backend = _backend(client)

    def read(params: dict[str, Any], **_: Any) -> tuple[SimpleNamespace, dict[str, Any]]:
        wanted = json.loads(params["body"])
        found = backend.get_item(wanted["TableName"], wanted["Key"])
        return SimpleNamespace(status_code=200), {"Item": _described(found)} if found else {}

    client.meta.events.register_last(READ, read)
    try:
        yield
    finally:
        client.meta.events.unregister(READ, read)


def keep(client: BaseClient, name: str) -> Table:
    """A table as it is now."""
    kept: Table = copy.deepcopy(_backend(client).tables[name])
    return kept


def put_back(client: BaseClient, kept: Table) -> None:
    """It may be put back again and again."""
    _backend(client).tables[kept.name] = copy.deepcopy(kept)


def rows(kept: Table) -> list[dict[str, Any]]:
    """Each as DynamoDB describes it, in the order of their keys."""
    items = [
        item for key in sorted(kept.items, key=str) for _, item in sorted(kept.items[key].items(), key=str)
    ]
    return [_described(item) for item in items]


def _backend(client: BaseClient) -> DynamoDBBackend:
    return dynamodb_backends[DEFAULT_ACCOUNT_ID][client.meta.region_name]


def _described(item: Item) -> dict[str, Any]:
    return {name: value.to_regular_json() for name, value in item.attrs.items()}


def _table(table: Table, memo: dict[int, Any]) -> Table:
    new = copy.copy(table)
    new.items = items = defaultdict[Any, Any](dict)
    for key, found in table.items.items():
        items[key] = _item(found) if isinstance(found, Item) else _items(found)
    return new


def _items(found: dict[Any, Item]) -> dict[Any, Item]:
    return {part: _item(item) for part, item in found.items()}


def _item(item: Item) -> Item:
    new = copy.copy(item)
    new.attrs = LimitedSizeDict(item.attrs)
    return new
