"""The page of a case at the officers' desk, as a model."""

from pydantic import AwareDatetime, BaseModel

from chalicelib.application.case_page import Part, Witness
from chalicelib.application.model.action import What
from chalicelib.application.model.case import Correction, Decision, Status
from chalicelib.application.model.finding import Finding
from chalicelib.application.remaining import Pressure
from chalicelib.definition.steps import Power


class Powers(BaseModel):
    """What the officer may do with the case now. ``why_not``: why they may not decide, where they may not."""

    claim: bool = False
    release: bool = False
    decide: list[Power] = []
    suspend: bool = False
    resume: bool = False
    reassign: bool = False
    verify: bool = False
    why_not: str = ""


class Handed(BaseModel):
    """A material that was handed in."""

    name: str
    title: str
    handed_in: AwareDatetime
    kilobytes: int


class Entry(BaseModel):
    """One thing that somebody in office did or looked at; officers by their number at the desk."""

    at: AwareDatetime
    by: str
    acting_for: str = ""
    what: What
    step: str = ""
    note: str = ""


class Named(BaseModel):
    """Something that a one-time notice may list; ``hint`` is what would help."""

    about: str
    label: str
    hint: str = ""


class CasePage(BaseModel):
    """``round`` 0: no step is open. ``left`` "": nor does its time run. ``promised`` is the last moment of that day.

    ``computed_otherwise``: the matter's functions have changed since the case was begun.
    """

    case_id: str
    number: str
    title: str
    status: Status
    suspended: bool
    step: str
    step_title: str
    round: int
    area: str
    submitted: AwareDatetime
    accepted: AwareDatetime | None
    promised: AwareDatetime | None
    left: str = ""
    pressure: Pressure = "calm"
    claimed_until: AwareDatetime | None = None
    parts: list[Part]
    witnesses: list[Witness]
    findings: list[Finding]
    computed_otherwise: bool
    advice: str
    documents: list[Handed]
    nameable: list[Named]
    correction: Correction | None
    correct_until: AwareDatetime | None
    decision: Decision | None
    history: list[Entry]
    colleagues: list[Named]
    may: Powers
    shown: bool
    service: str = ""
    done: str = ""
