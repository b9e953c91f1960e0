"""The facts every ordinary matter tells; ``matter`` says which. Ids only: forms, names and reasons stay on the case.

``owner_id`` is the citizen whose case it is; notifications and the portal know citizens by that name.
"""

from typing import Any, ClassVar, Literal

from pydantic import AwareDatetime

from chalicelib.events import Event

CASE: dict[str, Any] = {
    "case_id": "0f3b9a4e5b6d47a1a2b3c4d5e6f70819",
    "at": "2026-11-25T08:00:00Z",
    "matter": "public-housing",
    "owner_id": "citizen-1",
}


class AboutCase(Event):
    matter: str
    owner_id: str


class Submitted(AboutCase):
    """A draft became a case; starts its state machine."""

    type: ClassVar[str] = "application.submitted"
    example: ClassVar[dict[str, Any]] = CASE | {"area": "340103001001", "project_no": "34010320261125000017"}
    area: str
    project_no: str


class Moved(AboutCase):
    """Whoever was awaited has acted: the state machine goes on. ``round`` is the one that was awaited.

    ``due`` is the end of the promised time as it stands now; None while it stands still, and where it is over.
    """

    type: ClassVar[str] = "application.moved"
    example: ClassVar[dict[str, Any]] = CASE | {"status": "reviewing", "step": "street", "round": 2}
    status: str
    step: str = ""
    round: int
    due: AwareDatetime | None = None


class Accepted(AboutCase):
    """受理. ``due`` is the end of the promised time, as it stands now."""

    type: ClassVar[str] = "application.accepted"
    example: ClassVar[dict[str, Any]] = CASE | {"due": "2026-12-04T16:00:00Z"}
    due: AwareDatetime


class CorrectionWanted(AboutCase):
    """一次性告知: what is missing stands on the case."""

    type: ClassVar[str] = "application.correction_wanted"
    example: ClassVar[dict[str, Any]] = CASE | {"until": "2027-01-08T16:00:00Z"}
    until: AwareDatetime


class Noticed(AboutCase):
    """公示 began."""

    type: ClassVar[str] = "application.noticed"
    example: ClassVar[dict[str, Any]] = CASE | {"until": "2026-12-10T16:00:00Z"}
    until: AwareDatetime


class Suspended(AboutCase):
    """特别程序 began: the clock stands still, and the written notice is on the case."""

    type: ClassVar[str] = "application.suspended"
    example: ClassVar[dict[str, Any]] = CASE


class Resumed(AboutCase):
    """特别程序 is over: the clock runs again."""

    type: ClassVar[str] = "application.resumed"
    example: ClassVar[dict[str, Any]] = CASE


class Decided(AboutCase):
    """办结. Withdrawn and lapsed cases end so as well."""

    type: ClassVar[str] = "application.decided"
    example: ClassVar[dict[str, Any]] = CASE | {"status": "approved"}
    status: Literal["approved", "refused", "withdrawn", "lapsed"]


class Issued(AboutCase):
    """The result is ready to be fetched."""

    type: ClassVar[str] = "application.issued"
    example: ClassVar[dict[str, Any]] = CASE


class Late(AboutCase):
    """A share of the time is used up: told to whoever has the task (50, 80), to their superior (100 and escalated)."""

    type: ClassVar[str] = "application.late"
    example: ClassVar[dict[str, Any]] = CASE | {"percent": 80, "step": "street", "escalated": False}
    percent: int
    step: str
    escalated: bool


class Viewed(AboutCase):
    """Somebody in office looked at a case: kept in the citizen's own log of who looked at what."""

    type: ClassVar[str] = "application.viewed"
    example: ClassVar[dict[str, Any]] = CASE | {"officer_id": "officer-1", "what": "evidence"}
    officer_id: str
    what: str


class Rated(AboutCase):
    """好差评. ``stars`` 1 and 2 open a task that is settled within 15 working days."""

    type: ClassVar[str] = "application.rated"
    example: ClassVar[dict[str, Any]] = CASE | {"stars": 5}
    stars: int


class MandateGiven(AboutCase):
    """Somebody may act for ``owner_id`` in this matter; ``case_id`` is the owner, as there is no case yet."""

    type: ClassVar[str] = "application.mandate_given"
    example: ClassVar[dict[str, Any]] = CASE | {"agent_id": "citizen-2"}
    agent_id: str


class MandateEnded(AboutCase):
    """They may not any more."""

    type: ClassVar[str] = "application.mandate_ended"
    example: ClassVar[dict[str, Any]] = CASE | {"agent_id": "citizen-2"}
    agent_id: str
