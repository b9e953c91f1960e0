"""Reports of abuse: what kind, and about which sticker or request. Nobody's words, so nobody's data."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime, BaseModel, Field

from chalicelib.store import Record

KEPT = timedelta(days=180)
OPEN = "reports#open"


class Abuse(StrEnum):
    """What is wrong, chosen from a list: free text could carry a phone number or worse."""

    FAKE = "fake"
    PRANK = "prank"
    HARASSMENT = "harassment"
    FRAUD = "fraud"
    OTHER = "other"


class Report(Record):
    """About a sticker (by whoever scanned it) or about the caller of a request (by its owner).

    ``sticker`` is the sticker's id, whether there is such a sticker or not: fakes are reported, too.
    ``times`` is how often it had been reported by then.
    """

    about: Literal["sticker", "caller"]
    abuse: Abuse
    sticker: str = ""
    serial: str = ""
    times: int = 1
    at: AwareDatetime
    status: Literal["open", "dismissed", "suspended"] = "open"

    def listing(self) -> tuple[str, str] | None:
        return (OPEN, f"{self.at.isoformat()}#{self.id}") if self.status == "open" else None

    def expires(self) -> datetime:
        return self.at + KEPT


class StickerReport(BaseModel):
    """What a passer-by fills in."""

    code: str = Field(max_length=64)
    abuse: Abuse


class CallerReport(BaseModel):
    """What an owner chooses."""

    abuse: Abuse
