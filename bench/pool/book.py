"""An in-memory table of sessions with the promises of the store: conditional puts, an expired row is no row."""

import itertools
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from chalicelib.errors import Conflict
from chalicelib.store import Record
from functions.car_move.model.session import Line, Route

Row = tuple[datetime, Record | None]
NOTHING: Row = (datetime.min.replace(tzinfo=UTC), None)
FOREVER = datetime.max.replace(tzinfo=UTC)


class Book:
    """Rows by id and kind, then by part; an expired route is forgotten when its line is next read."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], dict[str, Row]] = {}
        self.first_version: Iterator[int] = itertools.count(1, 1_000)

    def owner(self, phone: str, now: datetime) -> Line:
        return self.line(phone, phone, now)

    def passer_by(self, phone: str, now: datetime) -> Line:
        return self.line(phone, phone, now)

    def line(self, line_id: str, phone: str, now: datetime) -> Line:
        key = line_id, Route.kind
        rows = self.rows.get(key, {})
        live = {part: row for part, row in rows.items() if row[0] > now}
        if len(live) < len(rows):
            self.rows[key] = live
        return Line(line_id, phone, [record for _, record in live.values() if isinstance(record, Route)])

    def commit(self, records: Sequence[Record], now: datetime) -> None:
        """All or nothing; raises Conflict."""
        for record in records:
            self.check(record, now)
        for record in records:
            record.version = next(self.first_version) if record.version is None else record.version + 1
            row = record.expires() or FOREVER, record
            self.rows.setdefault((record.id, record.kind), {})[record.part] = row

    def check(self, record: Record, now: datetime) -> None:
        """As the store's transaction does: by version what was read, and a new row only where there is none."""
        until, known = self.rows.get((record.id, record.kind), {}).get(record.part, NOTHING)
        if record.version is None and until > now:
            raise Conflict("taken")
        if record.version is not None and (known is None or known.version != record.version):
            raise Conflict("changed")

    def reach(self, caller: str, number: str, now: datetime) -> Route | None:
        """Where a call goes, as the inbound webhook decides it."""
        until, route = self.rows.get((caller, Route.kind), {}).get(number, NOTHING)
        if isinstance(route, Route) and until > now and route.is_live(now):
            return route
        return None
