"""What a call on a route has to know besides where it goes: whose turn it is, and why not to ring just now."""

from pydantic import AwareDatetime, BaseModel, ConfigDict

from functions.car_move.model.answer import Answer


class Standing(BaseModel):
    """On the passer-by's route, so that a call still costs one read.

    ``turn`` counts through the vehicle's contacts, over and over. ``line`` and ``shows`` are of the contact whose
    turn it is: their phone, blinded, and the number they see; empty for the owner, to whom the route itself leads.
    """

    model_config = ConfigDict(frozen=True)
    turn: int = 0
    line: str = ""
    shows: str = ""
    rest_until: AwareDatetime | None = None
    answer: Answer | None = None
