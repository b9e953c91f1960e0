"""A case (办件): one application under one edition of the matter's definition."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel

from chalicelib.application.model.finding import Finding
from chalicelib.clocks import Clock
from chalicelib.store import Personal, Record, Sealed

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
    """``id`` is also the draft's. ``form`` holds the answers as JSON; like findings, notices and decisions, which quote them, it is sealed.

    ``edition`` is the digest of the definition it was started under; a later one changes nothing here.
    ``agent_id`` acts for ``citizen_id`` under a mandate, "" for nobody. ``area`` has 12 digits where known.
    ``step`` is the review step's name while ``reviewing``; ``round`` counts how often a step was opened,
    so that an old task cannot speak for a new one.
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
    findings: Annotated[list[Finding], Sealed()] = []
    consented: AwareDatetime | None = None
    submitted: AwareDatetime
    accepted: AwareDatetime | None = None  # 受理时间
    promised: Clock | None = None  # 承诺办结时限
    statutory: Clock | None = None  # 法定办结时限
    correction: Annotated[Correction | None, Sealed()] = None
    suspended: bool = False  # 特别程序; its written notice stands in the clock's open pause
    notice_until: AwareDatetime | None = None
    decision: Annotated[Decision | None, Sealed()] = None
    closed: AwareDatetime | None = None
    certificate: str = ""  # the code of the result document, once it is issued

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED

    def listing(self) -> tuple[str, str]:
        return cases_of(self.citizen_id), self.submitted.isoformat()


class CaseNumber(Record):
    """``id`` is the number: filed once, in the transaction that makes the case."""

    case_id: str


class Waiting(Record):
    """The task token of the state machine that waits for whoever is next; ``id`` is the case's.

    A record beside the case, so that the machine never gets in the way of somebody who decides.
    """

    token: Personal


def cases_of(citizen_id: str) -> str:
    """The list a citizen's cases stand in, newest first."""
    return f"cases-of#{citizen_id}"
