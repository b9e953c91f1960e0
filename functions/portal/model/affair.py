"""Something of mine in some matter: an application, a payment, a car. It holds ids and moments, no words."""

from datetime import datetime, timedelta
from typing import Literal

from pydantic import AwareDatetime

from chalicelib.store import Record

Show = Literal["open", "done"]
Kind = Literal["application", "payment", "request", "vehicle", "mandate", "acting"]


class Affair(Record):
    """``id`` is whose it is; the part is what it is. ``stage`` as in ``stages.toml``, since ``at``.

    ``due``: the end of the promised time as ``due_at`` knew it, ``until``: of what is awaited or shown, as ``until_at`` knew it.
    Each is as the latest fact has it that says anything of it; ``done`` and ``kept_days`` follow from the stage.
    """

    affair_kind: Kind
    matter: str
    thing: str
    stage: str
    at: AwareDatetime
    first: AwareDatetime
    done: bool
    kept_days: int
    due: AwareDatetime | None = None
    due_at: AwareDatetime | None = None
    until: AwareDatetime | None = None
    until_at: AwareDatetime | None = None

    @property
    def part(self) -> str:
        return part_of(self.affair_kind, self.matter, self.thing)

    def listing(self) -> tuple[str, str]:
        return mine(self.id, "done" if self.done else "open"), f"{self.at.isoformat()}#{self.part}"

    def expires(self) -> datetime | None:
        """What is done is kept for a while; what is under way, until it is done."""
        return self.at + timedelta(days=self.kept_days) if self.done else None


def part_of(kind: Kind, matter: str, thing: str) -> str:
    return f"{kind}#{matter}#{thing}"


def mine(owner: str, show: Show) -> str:
    """The list of somebody's affairs, the latest change first."""
    return f"mine#{owner}#{show}"
