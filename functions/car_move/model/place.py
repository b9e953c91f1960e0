"""Where the passer-by waits, to about 100 m, if they want the owner to know."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field

from chalicelib.store import Personal, Record

Degrees = Annotated[float, Field(allow_inf_nan=False)]


class Place(Record):
    """Filed under its case, sealed; thousandths of a degree, which are 111 m at most."""

    latitude: Personal
    longitude: Personal
    until: AwareDatetime

    def expires(self) -> datetime:
        return self.until


class Position(BaseModel):
    """What a browser tells. Only places in and around China make sense for a car here."""

    latitude: Annotated[Degrees, Field(ge=0, le=56)]
    longitude: Annotated[Degrees, Field(ge=70, le=140)]


class Waiting(BaseModel):
    """What a passer-by may add to their request, and has."""

    case_id: str
    placed: bool
    open: bool


class Whereabouts(BaseModel):
    """What the owner sees of it."""

    case_id: str
    latitude: str | None
    longitude: str | None
