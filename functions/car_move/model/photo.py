"""A photo that a passer-by shows to the owner, if they want to."""

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, BaseModel

from chalicelib.store import Record

Trouble = Literal["", "unreadable", "none"]


class Photo(Record):
    """Filed under its case; the picture itself is a file of the same name."""

    media_type: str
    until: AwareDatetime

    def expires(self) -> datetime:
        return self.until


class Showing(BaseModel):
    """A form that goes straight to where files are kept; no ``url`` where nothing can be shown any more."""

    case_id: str
    url: str
    fields: dict[str, str]
    most_megabytes: int
    shown: bool
    trouble: Trouble = ""
