"""The nouns: what a citizen wants to be told, and a message with what became of it."""

from datetime import datetime, time, timedelta
from typing import Literal

from pydantic import AwareDatetime

from chalicelib.store import Record

KEPT = timedelta(days=90)
Category = Literal["urgent", "ordinary"]
Status = Literal["waiting", "sending", "given_up", "sent", "undelivered", "delivered"]
Why = Literal["", "no_phone", "too_late", "carrier"]


class Preferences(Record):
    """A citizen's wishes; ``id`` is the citizen. The same time twice means no quiet hours."""

    urgent: bool = True
    ordinary: bool = True
    urgent_anytime: bool = True
    quiet_from: time = time(22)
    quiet_to: time = time(7)


class Message(Record):
    """One fact told to one citizen. It holds no phone and no words: both are looked up when it is sent.

    ``due`` is when to try (again); None once the carrier has it, or nobody will try any more.
    """

    about: str
    case_id: str
    citizen_id: str
    status: Status
    created: AwareDatetime
    useful_until: AwareDatetime
    due: AwareDatetime | None
    matter: str = ""  # its slug, for the address in the text
    attempts: int = 0
    carrier_id: str = ""
    why: Why = ""
    error_code: str = ""

    def listing(self) -> tuple[str, str] | None:
        return ("due", self.due.isoformat()) if self.due else None

    def expires(self) -> datetime:
        return self.created + KEPT
