"""When an account's bills are looked at next, so that its owner hears of them in time."""

from datetime import datetime

from pydantic import AwareDatetime

from chalicelib.store import Record

WATCHED = "watched-accounts"


class Watch(Record):
    """``id`` is the account's; ``told`` are the bills its owner has heard of, the latest only."""

    next: AwareDatetime
    told: list[str] = []

    def listing(self) -> tuple[str, str]:
        return WATCHED, due(self.next)


def due(by: datetime) -> str:
    """The sort key up to which accounts are to be looked at."""
    return by.isoformat()
