"""The nouns: a challenge to prove a phone, a citizen, an officer, a session."""

from datetime import datetime
from typing import Literal, NamedTuple

from pydantic import AwareDatetime

from chalicelib.identity import Role
from chalicelib.store import Personal, Record

Pool = Literal["citizen", "officer"]


class Origin(NamedTuple):
    """Where a request came from; used to count, and to tell a person their devices apart."""

    address: str
    device: str
    agent: str = ""


class Challenge(Record):
    """A phone to prove. No code is kept: it follows from the id and the vault's key (``codes``)."""

    phone: Personal
    pool: Pool
    officer_id: str = ""
    attempts: int = 0
    until: AwareDatetime

    def expires(self) -> datetime:
        return self.until


class Cooldown(Record):
    """A phone that was sent a code a moment ago; ``id`` is its blind index."""

    until: AwareDatetime

    def expires(self) -> datetime:
        return self.until


class Citizen(Record):
    """``level`` is how sure we are who this is: 1 = the phone is theirs."""

    level: int = 1
    since: AwareDatetime


class PhoneChange(Record):
    """A citizen on their way to another phone; no code is kept, and once ``decided_at`` it stays until it is done.

    ``lost``: they cannot read what the old phone is sent.
    """

    citizen_id: str
    phone: Personal
    lost: bool = False
    attempts: int = 0
    until: AwareDatetime
    decided_at: AwareDatetime | None = None

    def expires(self) -> datetime | None:
        return None if self.decided_at else self.until


class Officer(Record):
    """An account in the officers' pool; ``area`` is a division code, "" for the whole province.

    ``posts``: what they do there, as ``<matter>:<role>``.
    """

    phone: Personal
    password: str
    roles: list[Role]
    area: str = ""
    posts: tuple[str, ...] = ()
    dismissed: bool = False


class Session(Record):
    """One device signed in; ``id`` is the citizen or officer. It exists, or it is over.

    Refresh tokens are not kept: each follows from its ``generation`` and the vault's key (``refresh``).
    """

    session_id: str
    pool: Pool
    device: str
    started: AwareDatetime
    rotated: AwareDatetime
    until: AwareDatetime
    generation: int = 0

    @property
    def part(self) -> str:
        return self.session_id

    def expires(self) -> datetime:
        return self.until
