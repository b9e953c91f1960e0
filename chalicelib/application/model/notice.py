"""公示: what the public is shown of a case for some days, and what somebody objects to it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from chalicelib.store import Personal, Record

NOTICES = "notices"


class PublicNotice(Record):
    """``id`` is the case's. ``lines`` (JSON pairs) are the declared fields, masked; nothing else of it is public.

    It is public until ``until``; from then on nobody finds it any more.
    """

    number: str
    area: str
    name: Personal  # masked when it is written
    lines: Personal = "[]"
    since: AwareDatetime
    until: AwareDatetime

    def listing(self) -> tuple[str, str]:
        return NOTICES, f"{self.since.isoformat()}#{self.id}"

    def expires(self) -> datetime:
        return self.until


class Objection(Record):
    """``id`` is the case's. Who objects, and how they are reached, is sealed, and known to who decides alone.

    ``due`` is when it has to be decided. It stands in a list of the city until then.
    """

    key: str
    role: str
    area: str
    words: Personal
    name: Personal
    phone: Personal
    made: AwareDatetime
    due: AwareDatetime
    standing: Literal["open", "upheld", "dismissed"] = "open"
    answer: Personal = ""
    decided_by: str = ""
    decided: AwareDatetime | None = None

    @property
    def part(self) -> str:
        return self.key

    def listing(self) -> tuple[str, str] | None:
        if self.standing != "open":
            return None
        return objections(self.role, self.area), f"{self.area}#{self.due.isoformat()}#{self.id}"


class Objecting(BaseModel):
    """What somebody who objects fills in."""

    words: Annotated[str, StringConstraints(strip_whitespace=True), Field(min_length=10, max_length=1000)]
    name: Annotated[str, StringConstraints(strip_whitespace=True), Field(min_length=2, max_length=40)]
    phone: Annotated[str, StringConstraints(strip_whitespace=True), Field(max_length=32)]


def objections(role: str, area: str) -> str:
    """The objections that officers of this role decide on, a list for each city."""
    return f"objections#{role}#{area[:4]}"
