"""The masked numbers we may show."""

from typing import Literal

from pydantic import Field

from chalicelib.store import Record

Numbering = Literal["AXB", "AXYB"]
THE_POOL = "pool"


class Pool(Record):
    """``AXB``: both sides see the same number. ``AXYB``: each side has one of its own.

    A retired number is bound to nobody new; the sessions it has run out in peace.
    """

    id: str = THE_POOL
    numbers: list[str] = Field(default_factory=list)
    retired: list[str] = Field(default_factory=list)
    numbering: Numbering = "AXB"
