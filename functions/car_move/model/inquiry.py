"""What an owner reads about the requests made of them: never anything about who asked."""

from pydantic import AwareDatetime, BaseModel, Field

from functions.car_move.model.answer import MOST_MINUTES, Answer, Kind, Reply
from functions.car_move.model.request import Reason, Status


class Inquiry(BaseModel):
    """``open``: it can still be answered; ``urged``: somebody still waits. ``plate`` is empty for a car that is gone.

    ``photo`` (a link that works for a minute) and ``placed``: what the passer-by has added, told of one inquiry only.
    ``number`` and ``pin`` are by which to call back where the number is shared with others; else both are empty.
    """

    case_id: str
    vehicle_id: str
    plate: str
    reason: Reason
    status: Status
    asked_at: AwareDatetime
    until: AwareDatetime
    answer: Answer | None
    open: bool
    number: str = ""
    pin: str = ""
    urged: bool
    photo: str = ""
    placed: bool = False


class Inquiries(BaseModel):
    """Who still waits comes first, then the latest."""

    inquiries: list[Inquiry]
    cursor: str | None


class Given(BaseModel):
    """What the buttons of the page send; ``minutes`` counts for who is coming."""

    answer: Kind
    minutes: int = Field(default=10, ge=1, le=MOST_MINUTES)

    def reply(self) -> Reply:
        return Reply(kind=self.answer, minutes=self.minutes if self.answer == "coming" else 0)
