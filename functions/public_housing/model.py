"""The nouns besides the application: a claim of a household member, a place in the waiting list, and the list as published."""

from datetime import datetime

from pydantic import AwareDatetime, BaseModel

from chalicelib.store import Personal, Record


class Claim(Record):
    """That a person stands in an application: ``id`` is their blinded ID number, the part is the case."""

    case_id: str
    submitted: AwareDatetime

    @property
    def part(self) -> str:
        return self.case_id


class Place(Record):
    """A household in the waiting list (轮候) of its city; ``id`` is its case. ``rank`` is as of the published list."""

    number: str
    city: str
    citizen_id: str
    name: Personal
    priority: int
    approved: AwareDatetime
    until: AwareDatetime
    rank: int = 0
    left: AwareDatetime | None = None
    reason: str = ""

    def listing(self) -> tuple[str, str] | None:
        """The city's list in its order: whoever has left stands in none."""
        return (
            None if self.left else (waiting_in(self.city), order(self.priority, self.approved, self.number))
        )


class Ranking(Record):
    """A city's list as published: ``digest`` is over its lines, so that anybody can compute it again.

    ``stale``: somebody has come or gone since.
    """

    stale: bool = True
    published: AwareDatetime | None = None
    length: int = 0
    digest: str = ""

    def listing(self) -> tuple[str, str] | None:
        return (STALE, self.id) if self.stale else None


class Line(BaseModel):
    """One line of the list as everybody may see it."""

    rank: int
    number: str
    name: str
    priority: int
    approved: AwareDatetime


class List(BaseModel):
    """A page of the published list."""

    city: str
    digest: str
    published: AwareDatetime | None
    length: int
    lines: list[Line]
    next: str | None


class Standing(BaseModel):
    """Where a household stands, as it sees it."""

    places: list[Place]


STALE = "stale-rankings"


def order(priority: int, approved: datetime, number: str) -> str:
    """Priority first, then who was approved first, then the case number.

    Basis: 《公共租赁住房管理办法》第九条、第十八条.
    """
    return f"{9 - priority}#{approved.isoformat()}#{number}"


def waiting_in(city: str) -> str:
    return f"waiting-in#{city}"


def ranking_of(city: str) -> str:
    return f"ranking#{city}"
