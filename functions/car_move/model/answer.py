"""What an owner answers: on the way, cannot come, or not their car; and for how long nobody rings after that."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Kind = Literal["coming", "cannot", "wrong_car"]
MOST_MINUTES = 60


class Reply(BaseModel):
    """As it is given, by key, text or page; ``minutes`` counts for who is coming."""

    model_config = ConfigDict(frozen=True)
    kind: Kind
    minutes: int = Field(default=0, ge=0, le=MOST_MINUTES)


class Answer(Reply):
    """As it stands: until then, no second ring goes out."""

    at: AwareDatetime
    until: AwareDatetime
