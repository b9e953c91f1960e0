"""The facts that public housing adds to those of every ordinary matter: ids only."""

from typing import Any, ClassVar

from chalicelib.events import Event

EXAMPLE: dict[str, Any] = {
    "case_id": "0f3b9a4e5b6d47a1a2b3c4d5e6f70819",
    "at": "2026-11-25T08:00:00Z",
    "owner_id": "citizen-1",
}


class Renewed(Event):
    """The yearly look found that the household still qualifies: its certificate holds for another year."""

    type: ClassVar[str] = "public_housing.renewed"
    example: ClassVar[dict[str, Any]] = EXAMPLE
    owner_id: str


class Ended(Event):
    """The bureau found that it does not qualify any more: certificate revoked, place in the list given up."""

    type: ClassVar[str] = "public_housing.ended"
    example: ClassVar[dict[str, Any]] = EXAMPLE
    owner_id: str
