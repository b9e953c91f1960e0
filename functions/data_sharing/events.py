"""The facts that data sharing tells: ids only, and of the log its hashes."""

from typing import Any, ClassVar

from chalicelib.events import Event

CASE: dict[str, Any] = {
    "case_id": "0f3b9a4e5b6d47a1a2b3c4d5e6f70819",
    "at": "2026-11-25T08:00:00Z",
    "matter": "public-housing",
}


class Asked(Event):
    """A matter got an answer. ``hashes``: the new ends of the chains, so that the bus's archive knows them too."""

    type: ClassVar[str] = "data_sharing.asked"
    example: ClassVar[dict[str, Any]] = CASE | {"service": "police/household", "hashes": ["9f86d081884c7d65"]}
    matter: str
    service: str
    hashes: list[str]


class ConsentGiven(Event):
    type: ClassVar[str] = "data_sharing.consent_given"
    example: ClassVar[dict[str, Any]] = CASE | {"owner_id": "citizen-1"}
    matter: str
    owner_id: str


class ConsentRevoked(Event):
    type: ClassVar[str] = "data_sharing.consent_revoked"
    example: ClassVar[dict[str, Any]] = CASE | {"owner_id": "citizen-1"}
    matter: str
    owner_id: str
