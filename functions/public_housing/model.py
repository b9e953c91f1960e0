"""The nouns besides the application: a claim of a household member, a place in the waiting list, and the list as published."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from chalicelib.application.model.finding import Finding
from chalicelib.store import Personal, Record, Sealed


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


class Recheck(Record):
    """The yearly look (年审) at a household that waits or lives in a home; ``id`` is its case.

    looking: at ``next``. doubtful: the rules found something, and the bureau has to decide.
    """

    next: AwareDatetime
    area: str
    status: Literal["looking", "doubtful", "over"] = "looking"
    findings: Annotated[list[Finding], Sealed()] = []

    def listing(self) -> tuple[str, str] | None:
        if self.status == "over":
            return None
        desk = RECHECKS if self.status == "looking" else doubtful_in(self.area[:4])
        return desk, self.next.isoformat()


class Verdict(BaseModel):
    """What the bureau decides about a doubtful household."""

    keep: bool
    words: Annotated[str, StringConstraints(strip_whitespace=True), Field(min_length=4, max_length=300)]


class Doubtful(BaseModel):
    """The bureau's desk."""

    rechecks: list[Recheck]


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


STALE, RECHECKS = "stale-rankings", "rechecks"


def doubtful_in(city: str) -> str:
    return f"doubtful-in#{city}"


def order(priority: int, approved: datetime, number: str) -> str:
    """Priority first, then who was approved first, then the case number.

    Basis: 《公共租赁住房管理办法》第九条、第十八条.
    """
    return f"{9 - priority}#{approved.isoformat()}#{number}"


def waiting_in(city: str) -> str:
    return f"waiting-in#{city}"


def ranking_of(city: str) -> str:
    return f"ranking#{city}"
