"""The store: read records, and commit records together with the facts about them."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from chalicelib.errors import NotFound
from chalicelib.events import Event, Fact
from chalicelib.store import facts, filing, paging, tally
from chalicelib.store.paging import Page
from chalicelib.store.record import Delete, Record, Unchanged, sort_key
from chalicelib.store.row import Listing, Row
from chalicelib.store.tally import Add
from chalicelib.store.transaction import Transaction

R = TypeVar("R", bound=Record)
Change = Record | Event | Delete | Unchanged | Add


class AlreadyDone(Exception):
    """The fact at hand was dealt with before; its reader stops here."""


class Publisher(Protocol):
    """Where freshly filed facts are handed over."""

    def publish(self, rows: Sequence[Row]) -> int: ...

    def sweep(self) -> int: ...


class Handled(Record):
    """A fact this matter has dealt with; kept as long as the bus may repeat it."""

    until: datetime

    def expires(self) -> datetime:
        return self.until


@dataclass(frozen=True)
class Store:
    """One matter's table. ``marker`` is set while a fact is being handled."""

    vault: filing.Seals
    outbox: Publisher
    now: Callable[[], datetime]
    marker: Handled | None = None

    def find(self, model: type[R], record_id: str, part: str = "") -> R | None:
        """The record, or None where there is none or it has expired. One read."""
        try:
            row = Row.get(record_id, sort_key(model.kind, part), consistent_read=True)
        except Row.DoesNotExist:
            return None
        return filing.from_row(model, row, self.vault) if filing.is_live(row, self.now()) else None

    def get(self, model: type[R], record_id: str, part: str = "") -> R:
        """The record; raises NotFound."""
        found = self.find(model, record_id, part)
        if found is None:
            raise NotFound("没有找到您要的内容，请检查后重试。")
        return found

    def parts(self, model: type[R], record_id: str) -> list[R]:
        """Every live record of a kind that has parts, under one id, by part."""
        rows = Row.query(record_id, Row.sk.startswith(f"{model.kind}#"), consistent_read=True)
        return [filing.from_row(model, row, self.vault) for row in rows if filing.is_live(row, self.now())]

    def page(
        self,
        model: type[R],
        list_key: str,
        *,
        limit: int = 20,
        cursor: str | None = None,
        newest_first: bool = True,
        until: str | None = None,
        beginning: str = "",
    ) -> Page[R]:
        """A page of a list; ``until`` stops at a sort key (inclusive), ``beginning`` is what sort keys begin with.

        The index may lag by moments.
        """
        stretch = Listing.list_sort.startswith(beginning) if beginning else None
        rows = Row.listing.query(
            list_key,
            Listing.list_sort <= until if until else stretch,
            limit=limit,
            scan_index_forward=not newest_first,
            last_evaluated_key=paging.decode(cursor, list_key),
        )
        found = [filing.from_row(model, row, self.vault) for row in rows if filing.is_live(row, self.now())]
        return Page(found, paging.encode(rows.last_evaluated_key))

    def commit(self, *changes: Change) -> None:
        """Write all of ``changes`` or none, then publish the facts among them.

        Raises Conflict when a record changed since it was read (or one that ``Unchanged`` names), or when a new one is
        already there.
        """
        transaction = Transaction(self.vault, self.now())
        for change in changes:
            transaction.add(change)
        marker = self.marker if self.marker and self.marker.version is None else None
        if marker:
            transaction.add(marker)
        if transaction.write(marker):
            raise AlreadyDone
        self.outbox.publish(transaction.facts)

    def count(self, key: str, within: timedelta) -> int:
        """Count one more under ``key``; returns how many in the current window."""
        width = int(within.total_seconds())
        window = int(self.now().timestamp()) // width
        row = Row(f"count#{key}#{window}", "count")
        row.update(actions=[Row.tally.add(1), Row.ttl.set((window + 2) * width)])
        return int(row.tally)

    def tally(self, of: str) -> Counter[str]:
        """What was added to a tally so far. One query."""
        return tally.total(Row.query(f"{tally.PREFIX}{of}", consistent_read=True))

    def facts(self, case_id: str) -> list[Fact]:
        """What has been told about a case, oldest first."""
        return [facts.of(row) for row in Row.query(case_id, Row.sk.startswith("fact#"))]

    def handling(self, fact_id: str) -> "Store":
        """The same store, whose commits also note that ``fact_id`` is dealt with."""
        return replace(self, marker=Handled(id=f"handled#{fact_id}", until=self.now() + timedelta(days=15)))

    def has_handled(self, fact_id: str) -> bool:
        return self.find(Handled, f"handled#{fact_id}") is not None

    def finish(self) -> None:
        """Note the fact at hand as dealt with, where no commit has done so."""
        if self.marker and self.marker.version is None:
            self.commit()

    def sweep(self) -> int:
        """Publish the facts that earlier commits left behind; returns how many."""
        return self.outbox.sweep()
