"""The result of a case (审批结果) as a document that anybody can verify by its code."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel

from chalicelib.store import Personal, Record

Standing = Literal["valid", "expired", "revoked", "unknown"]


class Certificate(Record):
    """``id`` is the code in its QR: not to be guessed. ``lines`` (JSON pairs) are what stands on it, sealed like the name."""

    case_id: str
    number: str
    title: str
    department: str
    text: str
    name: Personal
    lines: Personal = "[]"
    issued: AwareDatetime
    until: AwareDatetime | None = None
    revoked: AwareDatetime | None = None
    reason: str = ""


class Verified(BaseModel):
    """What a stranger with the code is told: no more than what they see on the document, masked."""

    standing: Standing
    title: str = ""
    number: str = ""
    department: str = ""
    holder: str = ""
    issued: AwareDatetime | None = None
    until: AwareDatetime | None = None
