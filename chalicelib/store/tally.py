"""Tallies: numbers that only add up, spread over rows so that a crowd does not wait for one of them."""

import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.store.row import Row

SHARDS = 8
PREFIX = "tally#"


@dataclass(frozen=True)
class Add:
    """In a commit: add so many to ``what`` of the tally ``to``, which is forgotten at ``until``."""

    to: str
    what: str
    until: datetime
    many: int = 1


def row_of(add: Add) -> Row:
    return Row(f"{PREFIX}{add.to}", f"{PREFIX}{add.what}#{secrets.randbelow(SHARDS)}")


def total(rows: Iterable[Row]) -> Counter[str]:
    """What the rows of one tally come to."""
    sums: Counter[str] = Counter()
    for row in rows:
        what, _, _ = row.sk.removeprefix(PREFIX).rpartition("#")
        sums[what] += int(row.tally)
    return sums
