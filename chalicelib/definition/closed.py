"""A closed, frozen model: what it does not know is an error, and what was read is never changed.

Its validator is made on first use: most are parts of another, whose validator includes theirs.
"""

from pydantic import BaseModel, ConfigDict


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
