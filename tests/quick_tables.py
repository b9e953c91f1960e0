"""moto copies the whole table, deeply, for every item of a transaction: most of the tests' time and gigabytes.

What a transaction can change are the attributes of rows, each as a whole; so that much of a copy is enough.
"""

import copy
from collections import defaultdict
from typing import Any

from moto.dynamodb.models.dynamo_type import Item, LimitedSizeDict
from moto.dynamodb.models.table import Table


def install() -> None:
    """For this process."""
    Table.__deepcopy__ = _table  # type: ignore[attr-defined]


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
