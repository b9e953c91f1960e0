"""Indexes that were made, and the one that answers."""

from datetime import datetime

from pydantic import AwareDatetime

from chalicelib.store import Record

CURRENT, INDEXES = "current", "indexes"


class Made(Record):
    """An index on the shelf, under ``key``. ``id`` says what it was made of, and nothing is made of the same twice.

    ``refused``: why it does not answer of itself; none if all is well. ``loads``: it can be opened at all.
    """

    release: int
    words: int
    engine: str
    key: str
    entries: int
    size: int
    at: AwareDatetime
    refused: list[str] = []
    loads: bool = True

    @property
    def order(self) -> tuple[int, int]:
        return self.release, self.words

    def listing(self) -> tuple[str, str]:
        return INDEXES, self.id


class Wanted(Record):
    """The index of that id has been asked for, and is not asked for again before ``until``."""

    until: AwareDatetime

    def expires(self) -> datetime:
        return self.until


class Current(Record):
    """The only one; ``id`` is always ``CURRENT``. ``pinned``: chosen by hand, and newer ones wait until that is undone."""

    index: str
    key: str
    release: int
    words: int
    entries: int
    since: AwareDatetime
    pinned: bool = False
    by: str = ""
    before: str = ""

    @property
    def order(self) -> tuple[int, int]:
        return self.release, self.words


def named(release: int, words: int, engine: str) -> str:
    """The id of the index that is made of these."""
    return f"{release:06d}-{words:06d}-{engine}"


def key_of(release: int, digest: str) -> str:
    """Where an index lies on the shelf."""
    return f"search/indexes/{release:06d}-{digest}.bin"
