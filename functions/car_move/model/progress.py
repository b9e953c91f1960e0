"""What a passer-by sees of a request: nothing about the owner, and not even their own number."""

from pydantic import AwareDatetime, BaseModel

from functions.car_move.model.request import Reason, Status


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
