"""Who looks at a case, in which order (办理环节)."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.definition.closed import Closed
from chalicelib.definition.form import Name

Power = Literal["approve", "return", "refuse", "correct"]


class Step(Closed):
    """A review step. ``level`` is how many digits of the case's area its officers answer for:

    12 community, 9 street, 6 county, 4 city, 0 the province (GB/T 2260, GB/T 10114).
    ``four_eyes``: nobody who decided an earlier step of the case may decide this one.
    """

    name: Name
    title: str
    role: Name
    level: Literal[0, 4, 6, 9, 12]
    days: Annotated[int, Field(ge=1, le=60, description="working days")]
    powers: list[Power] = ["approve", "return", "refuse", "correct"]
    four_eyes: bool = True


class Notice(Closed):
    """公示: for so many working days anybody may object. ``counts``: whether these days count as promised ones."""

    days: Annotated[int, Field(ge=1, le=30)]
    basis: str
    shows: Annotated[list[Name], Field(description="fields shown, masked")]
    decided_by: Annotated[Name, Field(description="the step that decides on objections")]
    counts: bool = False
