"""A closed, frozen model: what it does not know is an error, and what was read is never changed."""

from pydantic import BaseModel, ConfigDict


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
