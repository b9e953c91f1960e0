"""What a passer-by sees of a request: nothing about the owner, and not even their own number."""

from datetime import datetime

from pydantic import AwareDatetime, BaseModel

from functions.car_move.model.request import Reason, Request, Status


class Scan(BaseModel):
    """A sticker that works."""

    code: str


class Progress(BaseModel):
    """``number`` is the masked one to dial, while it leads anywhere."""

    case_id: str
    status: Status
    reason: Reason
    number: str | None
    until: AwareDatetime
    seconds_left: int
    ringing: bool
    answered: bool
    told: bool
    closed: bool

    @staticmethod
    def of(request: Request, status: Status, answered: bool, ringing: bool, now: datetime) -> "Progress":
        left = max(0, int((request.until - now).total_seconds()))
        return Progress(
            case_id=request.id,
            status=status,
            reason=request.reason,
            number=request.number if left else None,
            until=request.until,
            seconds_left=left,
            ringing=ringing,
            answered=answered,
            told=request.told,
            closed=request.closed_at is not None,
        )
