"""Bugs to plant: each is one that a relay may well have, and the oracle must catch every one."""

import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta

from bench.pool.book import Book
from chalicelib.store import Record
from functions.car_move.model.session import Line, Route


class PerRole(Book):
    """Numbers unique per role: who is owner here and passer-by there has one number leading two ways."""

    def owner(self, phone: str, now: datetime) -> Line:
        return self.line(f"owner {phone}", phone, now)

    def passer_by(self, phone: str, now: datetime) -> Line:
        return self.line(f"passer_by {phone}", phone, now)

    def reach(self, caller: str, number: str, now: datetime) -> Route | None:
        """A call says which phone it is from, not in which role."""
        as_passer_by = super().reach(f"passer_by {caller}", number, now)
        return as_passer_by or super().reach(f"owner {caller}", number, now)


class NoQuarantine(Book):
    """Numbers given on the moment a session ends, while people still have them in their call lists."""

    def commit(self, records: Sequence[Record], now: datetime) -> None:
        for record in records:
            if isinstance(record, Route):
                record.held_until = record.until
        super().commit(records, now)


class Lingering(Book):
    """Sessions that end a second late."""

    def reach(self, caller: str, number: str, now: datetime) -> Route | None:
        return super().reach(caller, number, now - timedelta(seconds=1))


class VersionsFromOne(Book):
    """A new row takes an expired one's place and its version: who read the old one may overwrite the new."""

    def __init__(self) -> None:
        super().__init__()
        self.first_version = itertools.repeat(1)


class LastWins(Book):
    """Rows written whatever is there: whoever asks at the same moment takes the other's number away."""

    def check(self, record: Record, now: datetime) -> None:
        pass


PLANTS: dict[str, type[Book]] = {
    "per-role": PerRole,
    "no-quarantine": NoQuarantine,
    "lingering": Lingering,
    "versions-from-one": VersionsFromOne,
    "last-wins": LastWins,
}
