"""The demand side on a virtual clock: its own use cases, a store in memory, and a handful of containers that search."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from types import SimpleNamespace
from typing import Any, cast

from chalicelib.errors import Conflict
from chalicelib.store import Delete, Page, Record
from chalicelib.world import World
from functions.search.model.demand import REPORT, Report
from functions.search.model.gap import Gap
from functions.search.use_cases import gaps, noting, reporting, watching

CONTAINERS = 6
Key = tuple[str, str, str]


class MemoryStore:
    """What the store does for records, without DynamoDB: optimistic locks, lists, lifetimes."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.rows: dict[Key, Record] = {}
        self.lists: dict[str, dict[Key, str]] = {}
        self.versions = count(1)

    def find(self, model: type[Record], record_id: str, part: str = "") -> Any:
        row = self.rows.get((model.kind, record_id, part))
        return row.model_copy() if row and self._lives(row) else None

    def page(
        self,
        model: type[Record],  # noqa: ARG002 - a list holds one kind
        list_key: str,
        *,
        limit: int = 20,
        newest_first: bool = True,
        until: str = "~",
        **_: Any,
    ) -> Any:
        keys = sorted(self.lists.get(list_key, {}).items(), key=lambda it: it[1], reverse=newest_first)
        rows = [self.rows[key] for key, sort in keys if sort <= until]
        return Page([row.model_copy() for row in rows if self._lives(row)][:limit], None)

    def commit(self, *changes: Any) -> None:
        for change in changes:
            record = change.record if isinstance(change, Delete) else change
            known = self.rows.get(_key(record))
            if (known.version if known and self._lives(known) else None) != record.version:
                raise Conflict("changed meanwhile")
        for change in changes:
            self._write(change)

    def _write(self, change: Any) -> None:
        record = change.record if isinstance(change, Delete) else change
        key, old = _key(record), self.rows.pop(_key(record), None)
        if old and (place := old.listing()):
            self.lists[place[0]].pop(key, None)
        if isinstance(change, Delete):
            return
        record.version = next(self.versions)
        self.rows[key] = record.model_copy()
        if place := record.listing():
            self.lists.setdefault(place[0], {})[key] = place[1]

    def _lives(self, row: Record) -> bool:
        until = row.expires()
        return until is None or until > self.now()


def _key(record: Record) -> Key:
    return record.kind, record.id, record.part


@dataclass
class House:
    """``answers``: whether the search answers a query."""

    answers: Callable[[str], bool]
    time: datetime
    draw: random.Random = field(default_factory=lambda: random.Random(3))

    def __post_init__(self) -> None:
        ids = count(10_000_000)
        shelf, self.store = object(), MemoryStore(lambda: self.time)
        world = SimpleNamespace(
            store=self.store, shelf=shelf, now=lambda: self.time, new_id=lambda: f"{next(ids):032d}"
        )
        self.world = cast(World, world)
        self.containers = [noting.Heard() for _ in range(CONTAINERS)]

    def ask(self, query: str) -> None:
        noting.noted(self.world, query, self.answers(query), heard=self.draw.choice(self.containers))

    def sweep(self) -> None:
        for due in (watching.gather, watching.sum_up, reporting.report, gaps.find_gaps):
            due(self.world)

    def report(self) -> Report | None:
        found: Report | None = self.store.find(Report, REPORT)
        return found

    def gaps(self) -> list[Gap]:
        return gaps.listed(self.world)
