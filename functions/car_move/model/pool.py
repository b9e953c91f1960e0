"""The masked numbers we may show."""

from typing import Literal

from pydantic import Field

from chalicelib.store import Record

Numbering = Literal["AXB", "AXYB"]
THE_POOL = "pool"


class Pool(Record):
    """``AXB``: both sides see the same number. ``AXYB``: each side has one of its own.

    A retired number is bound to nobody new; the sessions it has run out in peace. A ``shared`` one is for those
    for whom no number is free: it never knows a caller by their number, only by their PIN.
    """

    id: str = THE_POOL
    numbers: list[str] = Field(default_factory=list)
    retired: list[str] = Field(default_factory=list)
    shared: list[str] = Field(default_factory=list)
    numbering: Numbering = "AXB"

    @property
    def ours(self) -> set[str]:
        """Every number that is nobody's own."""
        return {*self.numbers, *self.retired, *self.shared}
