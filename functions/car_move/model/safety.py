"""What an owner sees of those who asked: when, why and what became of it, and nothing of who it was."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel

from functions.car_move.model.quiet import Quiet
from functions.car_move.model.request import Reason

Done = Literal["", "blocked", "unblocked", "reported"]
QuietDone = Literal["", "added", "removed", "rescue"]


class Asker(BaseModel):
    """Whoever made a request, as their owner may know them: by that request."""

    case_id: str
    asked_at: AwareDatetime
    reason: Reason
    blocked: bool = True
    done: Done = ""


class Blocks(BaseModel):
    """All whom an owner has blocked, the latest first."""

    blocks: list[Asker]
    done: Done = ""


class QuietHours(BaseModel):
    """When a vehicle's owner is not rung."""

    vehicle_id: str
    plate: str
    quiet: Quiet
    silent_now: bool
    done: QuietDone = ""


class Form(BaseModel):
    """An empty form about a code, whatever the code."""

    code: str


class Thanks(BaseModel):
    """A report has arrived."""
