"""What somebody in office did with a case, or looked at: written once, never changed, shown to every officer."""

from typing import Literal

from pydantic import AwareDatetime

from chalicelib.store import Personal, Record

What = Literal[
    "viewed",
    "shown",
    "claimed",
    "released",
    "reassigned",
    "approve",
    "return",
    "refuse",
    "correct",
    "suspended",
    "resumed",
    "verified",
    "objection_decided",
    "rating_answered",
]


class Action(Record):
    """``id`` is the case's. ``by`` acted, for the absent ``acting_for`` where that is said. ``note``: in their own words."""

    key: str
    at: AwareDatetime
    by: str
    acting_for: str = ""
    what: What
    step: str = ""
    note: Personal = ""

    @property
    def part(self) -> str:
        return f"{self.at.isoformat()}#{self.key}"
