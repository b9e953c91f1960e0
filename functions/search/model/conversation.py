"""A conversation as it is kept: sealed, under a key that only the citizen's browser has, and not for long."""

from datetime import datetime, timedelta
from typing import Literal

from pydantic import AwareDatetime, BaseModel

from chalicelib.store import Personal, Record

from .talk import Talk

DESK = "assistant-desk"
IDLE = timedelta(minutes=30)
HANDED_OVER = timedelta(days=7)
CLAIM = timedelta(minutes=10)
PATIENCE = timedelta(minutes=10)  # waiting without an answer, before we say how else to get one
Help = Literal["", "waiting", "claimed", "closed"]


class Conversation(Record):
    """``id`` is a blind index of the cookie's secret: whoever reads it cannot speak in the citizen's name.

    ``said`` is a Talk. ``help``: whether a person was asked for, and has it in hand until ``claimed_until``.
    """

    said: Personal
    until: AwareDatetime
    help: Help = ""
    asked: AwareDatetime | None = None
    claimed_by: str = ""
    claimed_until: AwareDatetime | None = None
    answered: bool = False

    @property
    def talk(self) -> Talk:
        return Talk.model_validate_json(self.said)

    @property
    def is_handed_over(self) -> bool:
        return self.help in {"waiting", "claimed"}

    def is_held(self, now: datetime) -> bool:
        """Whether a clerk has it just now."""
        return self.help == "claimed" and self.claimed_until is not None and now < self.claimed_until

    def is_free_for(self, clerk: str, now: datetime) -> bool:
        return self.claimed_by in {"", clerk} or not self.is_held(now)

    def listing(self) -> tuple[str, str] | None:
        """The counter's queue, in the order in which people asked."""
        return (DESK, f"{self.asked.isoformat()}#{self.id}") if self.is_handed_over and self.asked else None

    def expires(self) -> datetime:
        return self.until


class Recording(Record):
    """What somebody said into their phone; the sound is a file of the same name until it is text, at most a day."""

    conversation: str
    turn: int
    status: Literal["listening", "heard", "failed"] = "listening"
    begun: AwareDatetime
    until: AwareDatetime

    def expires(self) -> datetime:
        return self.until


class Waiting(BaseModel):
    """What is told to somebody who waits for a person."""

    help: Help = ""
    place: int = 0
    open_now: bool = True
    opens: int
    closes: int
    overdue: bool = False
    answered: bool = False


class Shown(BaseModel):
    """The page: what was said, and what can be done now. ``live``: it may change by itself."""

    talk: Talk
    welcome: str
    waiting: Waiting
    voice: bool = False
    listening: Literal["", "listening", "heard", "failed"] = ""
    recording: str = ""
    began_with: str = ""
    live: bool = False
    area: str = ""
    city: str = ""


class Queued(BaseModel):
    """A line of the counter's queue."""

    id: str
    asked: AwareDatetime
    turns: int
    held: bool
    mine: bool
    urgent: bool


class Queue(BaseModel):
    waiting: list[Queued]
    done: str = ""


class Opened(BaseModel):
    """One conversation, as the clerk who has it reads it."""

    id: str
    talk: Talk
    asked: AwareDatetime
    until: AwareDatetime
    closed: bool = False
