"""An account (户号) at a biller that a citizen has bound, for themselves or for their parents."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from chalicelib.definition.areas import SHORT as CITIES
from chalicelib.store import Personal, Record

Utility = Literal["water", "electricity", "gas"]
UTILITIES: dict[Utility, str] = {"water": "水费", "electricity": "电费", "gas": "燃气费"}
Number = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\d{6,20}$")]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=12)]


class Binding(BaseModel):
    """What somebody fills in to bind an account."""

    utility: Utility
    city: Annotated[str, Field(pattern="^34(0[1-8]|1[0-35-8])$")]
    number: Number
    label: Label = "我家"


class Account(Record):
    """``holder`` and ``address`` are masked by the biller. The number itself is sealed; ``tail`` is its last four digits."""

    citizen_id: str
    utility: Utility
    city: str
    number: Personal
    tail: str
    label: str
    holder: str
    address: str
    bound: AwareDatetime
    reminds: bool = True

    @property
    def biller(self) -> str:
        return f"{self.utility}-{self.city}"

    @property
    def title(self) -> str:
        return f"{CITIES[self.city]}{UTILITIES[self.utility]}"

    def listing(self) -> tuple[str, str]:
        return accounts_of(self.citizen_id), self.bound.isoformat()


class Departed(Account):
    """An account that was let go: for a day it can be taken back."""

    until: AwareDatetime

    def listing(self) -> tuple[str, str]:
        return departed_of(self.citizen_id), self.until.isoformat()

    def expires(self) -> datetime:
        return self.until


class Reminding(BaseModel):
    reminds: bool


class Bound(Record):
    """That a citizen has bound a number: one account each. ``id`` is both, blinded."""

    account_id: str


def accounts_of(citizen_id: str) -> str:
    return f"accounts-of#{citizen_id}"


def departed_of(citizen_id: str) -> str:
    return f"departed-of#{citizen_id}"
