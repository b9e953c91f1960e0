"""The nouns: consent, who is of a household, an answer kept for a while, and the log of who looked at what.

People appear as ``subject``: the blind index of their ID number. The number itself is kept nowhere here.
"""

from datetime import datetime, timedelta
from typing import Literal

from pydantic import AwareDatetime

from chalicelib.store import Personal, Record

Ground = Literal["consent", "household", "office"]
KIN_KEPT = timedelta(days=400)


class Consent(Record):
    """What a citizen lets one matter ask for one case; it holds until it is revoked.

    ``subject``: who the citizen is, "" where that is still to be found out. A real name does not change.
    """

    citizen_id: str
    subject: str = ""
    matter: str
    case_id: str
    purpose: str
    services: list[str]
    given: AwareDatetime
    revoked: AwareDatetime | None = None

    @property
    def holds(self) -> bool:
        return self.revoked is None

    def listing(self) -> tuple[str, str]:
        return consents_of(self.citizen_id), self.given.isoformat()


class Kin(Record):
    """Those whom the police named as members of the applicant's household; ``id`` is that of the consent."""

    subjects: list[str]
    until: AwareDatetime

    def expires(self) -> datetime:
        return self.until


class KeptAnswer(Record):
    """A registry's signed answer, kept as long as it may be relied upon; ``id`` is the blind index of the question."""

    statement: Personal
    signed: Personal
    fresh_until: AwareDatetime

    def expires(self) -> datetime:
        return self.fresh_until


class Nonce(Record):
    """Words of introduction that were used; ``id`` names them. Older ones are refused for their age."""

    until: AwareDatetime

    def expires(self) -> datetime:
        return self.until


class Entry(Record):
    """Somebody looked at data about ``subject``: entry ``number`` of that person's chain.

    ``hash`` covers everything here and the hash of the entry before, so that none can be changed, removed or slipped in.
    ``by``: the citizen or officer who made the matter look. ``ground``: the applicant's consent, their belonging to the
    household of somebody who applied, or an officer's duty to look at the case.
    """

    number: int
    previous: str
    hash: str
    at: AwareDatetime
    matter: str
    case_id: str
    by: str
    service: str = ""
    fields: list[str] = []
    purpose: str
    ground: Ground
    basis: str

    @property
    def part(self) -> str:
        return f"{self.number:012}"

    def listing(self) -> tuple[str, str]:
        return self.id, self.part


class Head(Record):
    """The end of a chain. Its hash is sealed: whoever can write to the table alone cannot make another end."""

    subject: str
    length: int = 0
    hash: Personal = ""

    def listing(self) -> tuple[str, str]:
        return heads(self.subject[:2]), self.subject


def consent_id(matter: str, case_id: str) -> str:
    return f"consent#{matter}#{case_id}"


def consents_of(citizen_id: str) -> str:
    return f"consents-of#{citizen_id}"


def chain_of(subject: str) -> str:
    return f"chain#{subject}"


def heads(beginning: str) -> str:
    """The list of all chains whose subject begins so; 256 lists, so that none is hot."""
    return f"chains#{beginning}"
