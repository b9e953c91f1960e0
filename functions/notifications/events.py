"""The facts that notifications tell."""

from typing import Any, ClassVar, Literal

from chalicelib.events import Event


class GivenUp(Event):
    """A citizen could not be told; ``case_id`` is the message, ``about`` the type of the fact it told."""

    type: ClassVar[str] = "notifications.given_up"
    example: ClassVar[dict[str, Any]] = {
        "case_id": "5e884898da28047151d0e56f8dc62927",
        "at": "2026-05-01T09:00:00Z",
        "owner_id": "7c9e6679f4a54f3c8d3b2a1908f7e6d5",
        "about": "car_move.unreachable",
        "about_case": "9f86d081884c7d659a2feaa0c55ad015",
        "why": "carrier",
    }

    owner_id: str
    about: str
    about_case: str
    why: Literal["no_phone", "too_late", "carrier"]
