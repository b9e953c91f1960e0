"""When a case has to be looked at next: what a minute's sweep goes by, city after city."""

from pydantic import AwareDatetime

from chalicelib.store import Record

CITIES = "cities"


class Due(Record):
    """``id`` is the case's. ``told``: reminders that have gone out. ``failures``: how often in a row a look failed."""

    city: str
    at: AwareDatetime | None
    told: list[str] = []
    failures: int = 0

    def listing(self) -> tuple[str, str] | None:
        return (due_in(self.city), f"{self.at.isoformat()}#{self.id}") if self.at else None


class City(Record):
    """A city that has had a case; ``id`` is the same for all of them, so that the sweep finds them in one query."""

    code: str

    @property
    def part(self) -> str:
        return self.code


def due_in(city: str) -> str:
    return f"due#{city}"


def city_of(area: str) -> str:
    """3401 of 340103001001; a matter of the province has one queue, 34."""
    return area[:4]
