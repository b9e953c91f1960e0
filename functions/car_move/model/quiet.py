"""When an owner does not want to be rung."""

from datetime import time
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

MOST_WINDOWS = 8
Day = Annotated[int, Field(ge=1, le=7, description="1 is Monday (GB/T 7408, ISO 8601)")]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="Beijing time")]


class Window(BaseModel):
    """By the day it begins on; one that ends no later than it begins ends on the day after."""

    model_config = ConfigDict(frozen=True)
    days: Annotated[list[Day], Field(min_length=1)]
    begins: Clock
    ends: Clock

    @property
    def name(self) -> str:
        """What tells it from the owner's other windows."""
        return f"{''.join(str(day) for day in sorted(set(self.days)))}-{self.begins}-{self.ends}"

    @property
    def first(self) -> time:
        return time.fromisoformat(self.begins)

    @property
    def last(self) -> time:
        return time.fromisoformat(self.ends)


class Quiet(BaseModel):
    """``rescue``: somebody who needs a rescue lane cleared gets through all the same."""

    windows: list[Window] = Field(default_factory=list)
    rescue: bool = True


class Rescue(BaseModel):
    """What an owner decides about rescue lanes."""

    allowed: bool = False


class NamedWindow(BaseModel):
    """The window the owner has in mind."""

    window: str = Field(max_length=30)
