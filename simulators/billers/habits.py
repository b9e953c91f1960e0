"""How a biller behaves, and what goes wrong on demand: by biller, or by utility for all its cities."""

from datetime import datetime
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class Habits(BaseModel):
    """``late``: a posting is taken now and booked after so many questions. ``lost``: done, but the answer never arrives.

    ``refuses`` every posting; ``wrong_amount`` fen are added to what is said to be due; ``forgets_cancelling``: books what it said
    it never would. ``down_until`` some moment; ``repeats``: its file has each posting twice.
    """

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    down: bool = False
    down_until: AwareDatetime | None = None
    repeats: bool = False
    delay: float = Field(default=0, ge=0)
    lost: int = Field(default=0, ge=0)
    late: int = Field(default=0, ge=0)
    refuses: bool = False
    wrong_amount: int = 0
    garbage: bool = False
    forgets_cancelling: bool = False

    def is_down(self, now: datetime) -> bool:
        return self.down or (self.down_until is not None and now < self.down_until)

    def take_lost(self) -> bool:
        if not self.lost:
            return False
        self.lost -= 1
        return True


USUAL: dict[str, dict[str, Any]] = {"water": {"delay": 0.2}, "electricity": {}, "gas": {"late": 1}}


class Everybody:
    """Habits by biller (``gas-3401``), else by utility (``gas``)."""

    def __init__(self) -> None:
        self.of: dict[str, Habits] = {}
        self.clear()

    def clear(self) -> None:
        self.of = {utility: Habits(**usual) for utility, usual in USUAL.items()}

    def change(self, who: str, values: dict[str, Any]) -> Habits:
        """Raises ValueError."""
        self.of[who] = Habits.model_validate(self.get(who).model_dump() | values)
        return self.of[who]

    def get(self, biller: str) -> Habits:
        return self.of.get(biller) or self.of[biller.partition("-")[0]]
