"""What an owner sees of those who asked: when, why and what became of it, and nothing of who it was."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel

from functions.car_move.model.quiet import Quiet
from functions.car_move.model.request import Reason, Status

Done = Literal["", "blocked", "unblocked", "reported"]
QuietDone = Literal["", "added", "removed", "rescue"]


class Asked(BaseModel):
    """One request."""

    case_id: str
    asked_at: AwareDatetime
    reason: Reason
    status: Status
    blocked: bool


class Recent(BaseModel):
    """A page of requests, the latest first; ``cursor`` leads on."""

    requests: list[Asked]
    cursor: str | None
    done: Done = ""


class Blocked(BaseModel):
    """A caller whom the owner has blocked, known by the request they were blocked for."""

    case_id: str
    asked_at: AwareDatetime
    reason: Reason


class Blocks(BaseModel):
    """All of an owner's blocks."""

    blocks: list[Blocked]
    done: Done = ""


class QuietHours(BaseModel):
    """When a vehicle's owner is not rung."""

    vehicle_id: str
    plate: str
    quiet: Quiet
    silent_now: bool
    done: QuietDone = ""
