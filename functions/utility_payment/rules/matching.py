"""Hold three books of a day against each other: the provider's bill, the billers' files and our ledger.

A million lines fit in little memory: they are sorted on disk (SQLite), and only what differs comes out.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["paid", "refund", "posted"]
Name = Literal["missing_here", "missing_there", "amount_differs", "twice_there", "twice_here"]
HERE, THERE = 0, 1
CACHE_KIB = 32 * 1024

DIFFERENT = """
select kind, about,
       coalesce(sum(case side when 0 then amount end), 0), count(case side when 0 then 1 end),
       coalesce(sum(case side when 1 then amount end), 0), count(case side when 1 then 1 end)
  from line where (kind, about) > (?, ?) group by kind, about
having count(case side when 0 then 1 end) <> 1 or count(case side when 1 then 1 end) <> 1
    or sum(case side when 0 then amount else -amount end) <> 0
 order by kind, about
"""


@dataclass(frozen=True)
class Line:
    """``about``: an order's number (paid), a refund's (refund), a posting's reference (posted)."""

    kind: Kind
    about: str
    amount: int


@dataclass(frozen=True)
class Difference:
    """``here`` is our ledger, ``there`` the provider or the biller; sums in fen."""

    kind: Kind
    name: Name
    about: str
    here: int
    there: int


class Books:
    """The lines of one day, in a file of their own. Loading a side again replaces it."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(file, isolation_level=None)
        self._db.executescript(
            f"pragma journal_mode=off; pragma synchronous=off; pragma temp_store=file; pragma cache_size=-{CACHE_KIB};"
            "create table if not exists line (kind text, about text, side integer, amount integer);"
        )

    def load(self, side: int, lines: Iterable[Line]) -> int:
        """How many there were; an iterable that fails half-way leaves the side empty."""
        self._db.execute("delete from line where side = ?", (side,))
        self._db.execute("begin")
        rows = ((line.kind, line.about, side, line.amount) for line in lines)
        try:
            loaded = self._db.executemany("insert into line values (?, ?, ?, ?)", rows).rowcount
        except BaseException:
            self._db.execute("delete from line where side = ?", (side,))
            self._db.execute("commit")
            raise
        self._db.execute("commit")
        return max(loaded, 0)

    def differences(self, after: tuple[str, str] = ("", "")) -> Iterator[Difference]:
        """By kind and number, from ``after`` on; a line that is once on each side with the same amount is matched, and silent."""
        for kind, about, here, times_here, there, times_there in self._db.execute(DIFFERENT, after):
            yield Difference(kind, _name(times_here, times_there), about, here, there)

    def close(self) -> None:
        self._db.close()


def _name(here: int, there: int) -> Name:
    if here == 0:
        return "missing_here"
    if there == 0:
        return "missing_there"
    if there > 1:
        return "twice_there"
    return "twice_here" if here > 1 else "amount_differs"
