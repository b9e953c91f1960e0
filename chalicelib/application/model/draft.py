"""A draft: what somebody has filled in so far. One per citizen and matter; it becomes the case of the same id."""

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

    def listing(self) -> tuple[str, str]:
        return drafts_of(self.citizen_id), self.saved.isoformat()

    def expires(self) -> datetime:
        return self.saved + KEPT


def drafts_of(citizen_id: str) -> str:
    return f"drafts-of#{citizen_id}"
