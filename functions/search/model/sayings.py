"""Editors' words: what people say for an official term (synonym), and what is to be found first for a query (best bet)."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from chalicelib.store import Record

SAYINGS, CHANGES = "sayings", "changes"
What = Literal["synonym", "bet"]


class Saying(Record):
    """All are filed under ``SAYINGS``. ``means``: official terms of a synonym, entries' ids of a best bet."""

    what: What
    said: str
    means: list[str]

    @property
    def part(self) -> str:
        return part_of(self.what, self.said)


class Changes(Record):
    """The only one, under ``SAYINGS``: how often sayings have been changed."""

    number: int = 0


class Change(Record):
    """One of them, the history's. ``id`` is its number in six digits; nothing ``before`` or ``after``: there was none."""

    number: Annotated[int, Field(ge=1)]
    what: What
    said: str
    before: list[str]
    after: list[str]
    by: str
    at: AwareDatetime
    undoes: int = 0

    def listing(self) -> tuple[str, str]:
        return CHANGES, self.id


def part_of(what: What, said: str) -> str:
    return f"{what}#{said}"


def numbered(number: int) -> str:
    return f"{number:06d}"
