"""A seat: an officer was at this desk, so a superior may hand them a task, and a colleague name them."""

from datetime import datetime, timedelta

from pydantic import AwareDatetime

from chalicelib.store import Record

KEPT = timedelta(days=90)


class Seat(Record):
    """``id`` is the officer; one part per role. Their token alone says what they may do: a seat gives no power."""

    role: str
    area: str
    seen: AwareDatetime

    @property
    def part(self) -> str:
        return self.role

    def listing(self) -> tuple[str, str]:
        return seats(self.role, self.area), self.id

    def expires(self) -> datetime:
        return self.seen + KEPT


def seats(role: str, area: str) -> str:
    return f"seats#{role}#{area}"
