"""A draft: what somebody has filled in so far. One per citizen, agent and matter; it becomes the case of the same id.

While a correction is awaited, the case has a draft again: what the applicant changes before handing it in.
"""

from datetime import datetime, timedelta

from pydantic import AwareDatetime

from chalicelib.store import Personal, Record

KEPT = timedelta(days=90)


class Draft(Record):
    """``answers`` (JSON) holds what the applicant typed, never what a registry said.

    ``edition`` is the one the form was shown under: a draft of an older one says so before it is submitted.
    """

    citizen_id: str
    agent_id: str = ""
    area: str
    edition: str
    answers: Personal = "{}"
    consented: AwareDatetime | None = None
    saved: AwareDatetime

    @property
    def writer(self) -> str:
        """Who fills it in: the agent where there is one."""
        return self.agent_id or self.citizen_id

    def listing(self) -> tuple[str, str]:
        return drafts_of(self.writer), self.saved.isoformat()

    def expires(self) -> datetime:
        return self.saved + KEPT


class Place(Record):
    """The one place for a draft of this citizen by this agent: taken by ``draft_id`` until it is submitted or dropped."""

    draft_id: str
    until: AwareDatetime

    def expires(self) -> datetime:
        return self.until


def place_of(citizen_id: str, agent_id: str) -> str:
    return f"draft-of#{citizen_id}#{agent_id}"


def drafts_of(writer: str) -> str:
    return f"drafts-of#{writer}"
