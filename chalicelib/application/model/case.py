"""A case (办件): one application under one edition of the matter's definition."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel

from chalicelib.application.model.clock import Clock
from chalicelib.application.model.finding import Finding
from chalicelib.store import Personal, Record

Status = Literal[
    "submitted", "correcting", "reviewing", "noticed", "approved", "refused", "withdrawn", "lapsed"
]
CLOSED: frozenset[Status] = frozenset({"approved", "refused", "withdrawn", "lapsed"})


class Missing(BaseModel):
    """One thing of the one-time notice (一次性告知): a field, a material, or a rule that was not met."""

    about: str
    remark: str


class Correction(BaseModel):
    """补正: told once, with everything that is missing."""

    told: AwareDatetime
    missing: list[Missing]
    until: AwareDatetime
    answered: AwareDatetime | None = None


class Decision(BaseModel):
    """Approved or refused, with the articles it rests on; ``reasons`` are the rules' names. ``by`` "" = the rules alone."""

    approved: bool
    at: AwareDatetime
    by: str
    reasons: list[str]
    explanation: str
    remedy: str


class Case(Record):
    """``id`` is also the draft's. ``form`` holds the answers as JSON, and like all that tells of a person it is sealed.

    ``edition`` is the digest of the definition it was started under; a later one changes nothing here.
    ``agent_id`` acts for ``citizen_id`` under a mandate, "" for nobody. ``area`` has 12 digits where known.
    ``step`` is the review step's name while ``reviewing``; ``round`` counts how often a step was opened,
    so that an old task or token cannot speak for a new one.
    """

    number: str  # 办件编号
    edition: str
    area: str
    citizen_id: str
    agent_id: str = ""
    status: Status = "submitted"
    step: str = ""
    round: int = 0
    form: Personal
    findings: list[Finding] = []
    submitted: AwareDatetime
    accepted: AwareDatetime | None = None  # 受理时间
    promised: Clock | None = None  # 承诺办结时限
    statutory: Clock | None = None  # 法定办结时限
    correction: Correction | None = None
    suspended: bool = False
    notice_until: AwareDatetime | None = None
    decision: Decision | None = None
    closed: AwareDatetime | None = None
    certificate: str = ""  # the code of the result document, once it is issued
    token: Personal = ""  # of the state machine that waits for whoever is next

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED

    def listing(self) -> tuple[str, str]:
        return cases_of(self.citizen_id), self.submitted.isoformat()


def cases_of(citizen_id: str) -> str:
    """The list a citizen's cases stand in, newest first."""
    return f"cases-of#{citizen_id}"
