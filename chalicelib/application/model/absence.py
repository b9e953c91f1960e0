"""An absence: an officer is away, and a colleague of the same post may do what they have claimed."""

from datetime import datetime, timedelta

from pydantic import AwareDatetime

from chalicelib.store import Record

KEPT = timedelta(days=400)


class Absence(Record):
    """``id`` is the officer who is away. One at a time; ``colleague_id`` "" = nobody acts for them."""

    colleague_id: str = ""
    since: AwareDatetime
    until: AwareDatetime

    def covers(self, at: datetime) -> bool:
        return self.since <= at < self.until

    def listing(self) -> tuple[str, str] | None:
        return (acting(self.colleague_id), self.until.isoformat()) if self.colleague_id else None

    def expires(self) -> datetime:
        return self.until + KEPT


def acting(officer_id: str) -> str:
    """The list of absences during which this officer acts for somebody."""
    return f"acting#{officer_id}"
