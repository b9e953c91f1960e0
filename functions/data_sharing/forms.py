"""What people send, and what they see."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field

from .model import Ground


class Where(BaseModel):
    """The query of a list's page."""

    cursor: Annotated[str, Field(max_length=1024)] = ""


class Revoking(BaseModel):
    """Nothing to fill in."""


class Looked(BaseModel):
    """One entry of the log; with ``previous`` and ``hash``, so that a program can check the chain."""

    number: int
    at: AwareDatetime
    who: str
    what: str
    fields: list[str]
    matter: str
    title: str
    case_id: str
    is_own_case: bool
    purpose: str
    ground: Ground
    basis: str
    previous: str
    hash: str


class Trail(BaseModel):
    """``verified``: whether the citizen's real name is known; without it there is nothing to look up."""

    verified: bool
    entries: list[Looked]
    cursor: str = ""


class Agreed(BaseModel):
    """A consent, as its giver sees it."""

    matter: str
    title: str
    case_id: str
    purpose: str
    services: list[str]
    given: AwareDatetime
    revoked: AwareDatetime | None


class Agreements(BaseModel):
    agreed: list[Agreed]
    cursor: str = ""
