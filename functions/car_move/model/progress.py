"""What anybody sees: of a request, nothing about its owner, and not even the passer-by's own number."""

from pydantic import AwareDatetime, BaseModel

from functions.car_move.model.answer import Answer
from functions.car_move.model.request import Reason, Status
from functions.car_move.model.ways import Ways


class Entrance(BaseModel):
    """The matter's front page: where owners go on."""

    vehicles: str = "/car-move/vehicles"


class Scan(BaseModel):
    """A sticker that works."""

    code: str


class Progress(BaseModel):
    """``number`` is the masked one to dial, while it leads anywhere.

    No ring goes out while the ``answer`` stands (until its own ``until``), nor before ``rest_until``. An answer that was
    given to somebody else may be passed over from ``insist_from`` on.
    """

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
    answer: Answer | None
    minutes_left: int
    insist_from: AwareDatetime | None
    rest_until: AwareDatetime | None
    may_dial: bool
    advised: bool
    ways: Ways
